/* Language, coming back, deletion. One part of it is open at a time. */

class Menu {
  constructor(chooseLanguage, opened) {
    this.button = byId("menu-button");
    this.panel = byId("menu");
    this.opened = opened;
    byId("top").appendChild(this.panel); // on a slow line it comes last
    this.button.addEventListener("click", () => this.toggle(this.panel.hidden));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.panel.hidden) this.close();
    });
    byId("room").addEventListener("click", (event) => {
      if (!event.target.closest("[data-opens]")) this.toggle(false);
    });
    for (const node of document.querySelectorAll("[data-language]")) {
      node.addEventListener("click", () => {
        chooseLanguage(node.dataset.language);
        if (this.panel.contains(node)) this.close();
      });
    }
    for (const node of document.querySelectorAll("[data-opens]")) {
      node.addEventListener("click", () => this.open(node.dataset.opens));
    }
    for (const node of document.querySelectorAll("[data-closes]")) {
      node.addEventListener("click", () => this.close());
    }
  }

  toggle(open) {
    this.panel.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    this.show(null);
  }

  close() {
    this.toggle(false);
    this.button.focus();
  }

  // Opens one part, or closes it where it is open already; from anywhere on the page.
  open(id) {
    const was = !byId(id).hidden;
    this.toggle(true);
    if (was) return;
    this.show(id);
    // By hand: the browser's own way may push the quick exit out of sight.
    const top = this.panel.querySelector('[data-opens="' + id + '"]').offsetTop;
    this.panel.scrollTop = top - this.panel.offsetTop;
    byId(id).querySelector("[data-first]").focus({ preventScroll: true });
  }

  show(id) {
    for (const node of this.panel.querySelectorAll("[data-opens]")) {
      const open = node.dataset.opens === id;
      node.setAttribute("aria-expanded", String(open));
      byId(node.dataset.opens).hidden = !open;
    }
    this.opened(id);
  }
}
