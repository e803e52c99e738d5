/* The token of a signed link goes from the address, where it would stay in the history, into the form. */
(() => {
  "use strict";

  const form = document.forms[0];
  const incomplete = document.getElementById("incomplete");

  const take = () => {
    const token = location.hash.slice(1);
    if (token) {
      history.replaceState(null, "", location.pathname);
      form.elements.token.value = token;
    }
    form.hidden = !form.elements.token.value;
    incomplete.hidden = !form.hidden;
  };

  take();
  // Another link, opened in the same tab.
  addEventListener("hashchange", take);
})();
