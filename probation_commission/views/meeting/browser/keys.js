/* The keys of a meeting: what a clicker or a keyboard sends presses a button of the bar (decision 93). */
(() => {
  "use strict";

  if (window.meetingKeys) return; // one listener a page, however often the meeting is opened

  const BUTTONS = {
    PageDown: "on", ArrowRight: "on", " ": "on",
    PageUp: "back", ArrowLeft: "back",
    Home: "first", End: "last",
    Escape: "partnership",
  };
  /* What leads back from exact counts stands in a strip of its own, or in the question on the wall. */
  const ROOMS = ":is(.st-key-agenda, .st-key-wall-exact, .st-key-wall)";
  const TYPED = "input:not([role=combobox]), textarea, select, [contenteditable=true]";
  const OPEN = "[role=combobox][aria-expanded=true], [role=listbox] *, [role=dialog] *";
  const PRESSED = "button, a, summary, [role=button]";

  const pressing = (key) => document.querySelector(`${ROOMS} .st-key-${BUTTONS[key]} button`);

  /* Whether the key belongs to what has the focus: a text that is typed, an open list, a button and Space. */
  const kept = (key, focused) => focused.matches([TYPED, OPEN, ...(key === " " ? [PRESSED] : [])].join());

  const press = (event) => {
    const { key, target } = event;
    const button = pressing(key);
    if (!button || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (kept(key, target)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) button.click();
  };

  /* What was clicked with a mouse lets go of Space; what was reached by Tab keeps it. */
  const leave = ({ detail, target }) => {
    const focused = target.ownerDocument.activeElement;
    if (detail && pressing(" ") && focused?.matches(PRESSED)) focused.blur();
  };

  /* A map calls this for its frame, so that a click into it swallows no key. */
  window.meetingKeys = (page) => {
    page.addEventListener("keydown", press, true);
    page.addEventListener("click", leave, true);
  };
  window.meetingKeys(document);
})();
