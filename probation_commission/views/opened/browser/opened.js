/* What a click has opened further down is brought to the top of the view: the container of that key. */
(() => {
  "use strict";

  const { opened } = document.currentScript.dataset;
  document.querySelector(`.st-key-${opened}`)?.scrollIntoView({ block: "start" });
})();
