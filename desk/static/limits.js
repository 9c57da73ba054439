// Until when her channel delivers: what stands there is exchanged alone, the text beside it stays.

const EVERY = 5_000;

export function swapLimits(page) {
  const fresh = page.getElementById("limits");
  const shown = document.getElementById("limits");
  if (fresh && shown && fresh.innerHTML !== shown.innerHTML) shown.replaceWith(fresh);
}

// The moment it closes is known beforehand: then the page is asked for how it stands.
export function startLimits(changed) {
  setInterval(() => {
    const closes = document.getElementById("limits")?.dataset.closes;
    if (closes && Date.parse(closes) <= Date.now()) changed();
  }, EVERY);
}
