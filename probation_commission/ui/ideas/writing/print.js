// Streamlit has no way to print: the browser's own, which keeps it as a PDF too.
export default function ({ data, parentElement }) {
  if (parentElement.querySelector("button")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "print-page";
  button.textContent = data.label;
  button.style.cssText =
    "min-height: 2.5rem; padding: .4rem .9rem; border: 1px solid #5b6b7a; border-radius: .5rem; background: #fff;" +
    "color: #1b2733; font: inherit; cursor: pointer;";
  button.addEventListener("click", () => window.print());
  parentElement.append(button);
}
