// On a phone the menu lies over the page: a choice in it closes it, which Streamlit does not do by itself.
const NARROW = "(max-width: 768px)";
let begun = false;

export default function () {
  if (begun) return;
  begun = true;
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest?.('[data-testid="stSidebarNavLink"], [data-testid="stSidebar"] a');
    if (!chosen || !matchMedia(NARROW).matches) return;
    // After the page's own handler has taken the choice.
    setTimeout(() => document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click(), 50);
  });
}
