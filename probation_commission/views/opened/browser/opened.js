/* What a click has opened is brought to the top of the view: the container of that key. With `focus` its
   heading, or the button that it is, has the keyboard's focus; it stays where it is if it is seen there. */
(() => {
  "use strict";

  const { opened, focus } = document.currentScript.dataset;
  const box = () => document.querySelector(`.st-key-${opened}`);
  const { top } = box()?.getBoundingClientRect() ?? { top: 0 };
  const block = focus === "button" ? "nearest" : "start";
  if (!focus || top < 0 || top > innerHeight / 2) box()?.scrollIntoView({ block });
  if (!focus) return;

  /* What is drawn while the page still comes may be drawn anew, and its focus be lost: unless somebody has
     moved on by then, it is given again. */
  let given = false;
  const give = (times) => {
    const first = box()?.querySelector(focus === "button" ? "button" : "h1, h2, h3");
    if (first && (!given || document.activeElement === document.body)) {
      if (focus !== "button") first.tabIndex = -1;
      first.focus({ preventScroll: true });
      given = true;
    }
    if (times < 16) setTimeout(give, 250, times + 1);
  };
  give(0);
})();
