/* On a slow line the page is read and written on before the rest of its script has come. What she
   tapped last meanwhile is done then; what she has written stays in its field. */

const early = { tapped: null, over: false };

document.addEventListener("click", (event) => {
  if (!early.over) early.tapped = event.target.closest("button") || early.tapped;
}, true);
document.addEventListener("submit", (event) => {
  if (!early.over) event.preventDefault();
}, true);

function catchUp() {
  early.over = true;
  if (early.tapped) early.tapped.click();
}
