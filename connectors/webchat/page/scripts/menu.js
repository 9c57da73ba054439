/* Language and deletion. */

class Menu {
  constructor(chooseLanguage, erase) {
    this.button = byId("menu-button");
    this.panel = byId("menu");
    this.button.addEventListener("click", () => this.toggle(this.panel.hidden));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.panel.hidden) this.close();
    });
    byId("room").addEventListener("click", () => this.toggle(false));
    for (const node of document.querySelectorAll("[data-language]")) {
      node.addEventListener("click", () => {
        chooseLanguage(node.dataset.language);
        if (this.panel.contains(node)) this.close();
      });
    }
    byId("erase").addEventListener("click", () => this.ask(true));
    byId("erase-no").addEventListener("click", () => this.close());
    byId("erase-yes").addEventListener("click", () => {
      this.close();
      erase();
    });
  }

  toggle(open) {
    this.panel.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    this.ask(false);
  }

  close() {
    this.toggle(false);
    this.button.focus();
  }

  ask(asking) {
    byId("erase-ask").hidden = !asking;
    byId("erase").hidden = asking;
    if (asking) byId("erase-no").focus();
  }
}
