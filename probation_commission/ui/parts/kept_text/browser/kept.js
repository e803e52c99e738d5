// What is typed is kept (decision 151): each key goes into this browser's own storage at once, and to the server
// a second after the last one. All parts on a page share this module, so the bar knows of every field.

const PREFIX = "kept:";
const DAYS = 7;
const QUIET = 1000; // after the last key
const LONGEST = 2000; // while somebody types on
const NO_ANSWER = 8000;
const AGAIN = 5000;
const PATIENCE = 20000; // with a run under way
const LEAVING = 3000; // after a click on a link
const SENT = 10; // the last ones that may be what the server has

const fields = new Map();
const bars = new Map();
const choices = new Map();
let keeper = null;
let begun = false;
let connectedBefore = true;
let cleared = "";
let signedOut = 0;
let leaving = 0;

const now = () => Date.now();
// As the server tidies it: other spaces are no other words, and 12.50 is 12.5.
const same = (field, one, other) => tidy(field, one) === tidy(field, other);
const tidy = (field, text) => {
  const words = text.normalize("NFC").replace(/\s+/g, " ").trim();
  const digits = words.replace(/[£,\s]/g, "");
  return field.data.number && /^\d+(\.\d*)?$/.test(digits) ? `${Number(digits)}` : words;
};

const app = () => document.querySelector('[data-testid="stApp"]');
const running = () => app()?.dataset.testScriptState === "running";

function connected() {
  return navigator.onLine && (!app() || app().dataset.testConnectionState === "CONNECTED");
}

// Storage may be shut off or full: then what is typed is kept as long as the page is open.
function read(name) {
  try {
    const copy = JSON.parse(localStorage.getItem(name));
    return copy && copy.at > now() - DAYS * 864e5 ? copy : null;
  } catch {
    return null;
  }
}

function write(name, copy) {
  try {
    copy && now() > signedOut + AGAIN ? localStorage.setItem(name, JSON.stringify(copy)) : localStorage.removeItem(name);
  } catch {}
}

function clear(unless) {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX) && !unless(name)) localStorage.removeItem(name);
    }
  } catch {}
}

const nameOf = (field) => `${PREFIX}${field.data.person}:${field.data.field}`;

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// A text that has not changed is not set anew: a screen reader would say it again.
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// --- a field -----------------------------------------------------------------------------------------------

function drawField(field, data) {
  const id = `kept-${data.field.replace(/[^a-zA-Z0-9-]/g, "-")}`;
  const box = make(data.long ? "textarea" : "input", { id, class: "kept-box", autocomplete: "off" });
  if (!data.long) box.type = "text";
  if (data.number) box.inputMode = "decimal";
  const root = make("div", { class: "kept" });
  field.box = box;
  field.count = make("span", { class: "kept-count", "aria-hidden": "true" });
  field.help = make("div", { id: `${id}-help`, class: "kept-help" });
  field.problems = make("div", { id: `${id}-problems`, class: "kept-problems" });
  field.line = make("div", { class: "kept-line", role: "status" });
  field.label = make("label", { for: id });
  field.other = make("div", { class: "kept-other" });
  root.append(
    make("div", { class: "kept-head" }, field.label, field.count),
    box, field.help, field.problems, field.other, field.line,
  );
  box.addEventListener("input", () => typed(field));
  box.addEventListener("blur", () => send(field));
  if (!data.long) box.addEventListener("keydown", (event) => event.key === "Enter" && send(field));
  return root;
}

function typed(field) {
  const first = field.text === field.value;
  field.text = field.box.value;
  field.last = now();
  if (first) field.since = field.waiting = now();
  keep(field);
  show(field);
  showBars();
}

// What the server may have by the time of a reload: where it has anything else, somebody else wrote that.
function keep(field) {
  const name = nameOf(field);
  if (same(field, field.text, field.data.stored)) {
    field.bases = [];
    write(name, null);
    return;
  }
  if (!field.bases.length) field.bases = [field.data.stored, field.value];
  write(name, { text: field.text, bases: field.bases, at: now() });
}

function send(field) {
  if (field.text === field.value || !connected() || field.text === field.sent) return;
  field.sent = field.text;
  field.sentAt = now();
  field.bases = [...new Set([...field.bases.slice(0, 2), ...field.bases.slice(2).slice(-SENT), field.text])];
  keep(field);
  // The number makes each of them another value: the same words are sent again where no answer came.
  field.set("typed", { text: field.text, person: field.data.person, number: now() });
}

// The page has come to a new session of the server, or to another person: what this browser has is newer where
// the server still has what it had when this was typed.
function arrive(field) {
  const { value, stored } = field.data;
  const copy = read(nameOf(field));
  field.other_copy = null;
  field.text = value;
  field.bases = [];
  if (!copy || same(field, copy.text, value) || same(field, copy.text, stored)) {
    if (copy && same(field, copy.text, stored)) write(nameOf(field), null);
    if (copy && same(field, copy.text, value)) field.text = copy.text;
    if (field.text !== stored) keep(field);
    return;
  }
  if (copy.bases.some((base) => same(field, base, value))) {
    field.text = copy.text;
    field.bases = copy.bases;
  } else {
    field.other_copy = copy;
  }
}

function putInto(field) {
  if (field.box.value === field.text) return;
  const { selectionStart, selectionEnd } = field.box;
  const focused = document.activeElement === field.box;
  field.box.value = field.text;
  if (focused) field.box.setSelectionRange(selectionStart, selectionEnd);
}

function take(field, data) {
  const before = field.data;
  field.data = data;
  if (field.value !== data.value) field.waiting = now();
  field.value = data.value;
  if (!before || before.session !== data.session || before.person !== data.person) {
    field.sent = null;
    arrive(field);
    field.last = 0;
    field.since = now();
  } else if (before.assigned !== data.assigned) {
    // The app itself has put it there: emptied once it was sent, or somebody else's newer words.
    field.text = data.value;
    field.bases = [];
    keep(field);
  } else {
    // Words on their way are newer than those that this run was drawn with.
    keep(field);
  }
  if (field.text === data.value || field.sent === data.value) field.sent = null;
}

function show(field) {
  const { data, box } = field;
  say(field.label, data.label);
  box.placeholder = data.placeholder;
  if (data.height) box.style.height ||= `${data.height}px`;
  // Nothing is cut off, of what is pasted above all: the field says that it is too long, and so does the server.
  const length = [...field.text].length;
  const over = data.longest && length > data.longest;
  say(field.count, data.longest && length > data.longest * 0.8 ? `${length} / ${data.longest}` : "");
  field.count.classList.toggle("kept-over", !!over);
  say(field.help, data.help);
  if (field.problems.dataset.all !== data.problems.join("\n")) {
    field.problems.dataset.all = data.problems.join("\n");
    field.problems.replaceChildren(...data.problems.map((words) => make("div", {}, words)));
  }
  box.toggleAttribute("aria-invalid", data.problems.length > 0);
  if (data.problems.length) box.setAttribute("aria-invalid", "true");
  box.setAttribute("aria-describedby", `${field.problems.id} ${field.help.id}`);
  showOther(field);
  if (data.line) {
    const typedOnly = !same(field, field.text, data.stored);
    say(field.line, typedOnly ? (connected() ? data.line : data.words.offline) : "");
  }
}

function showOther(field) {
  const copy = field.other_copy;
  if (!copy) {
    field.other.replaceChildren();
    return;
  }
  if (field.other.childElementCount) return;
  const back = make("button", { type: "button" }, field.data.words.put_back);
  const drop = make("button", { type: "button" }, field.data.words.drop);
  back.addEventListener("click", () => {
    field.other_copy = null;
    field.box.value = copy.text;
    typed(field);
    field.box.focus();
  });
  drop.addEventListener("click", () => {
    field.other_copy = null;
    keep(field);
    show(field);
    field.box.focus();
  });
  field.other.append(make("span", {}, `${field.data.words.other} “${copy.text}”`), back, drop);
}

// --- the bar -----------------------------------------------------------------------------------------------

function barState(bar) {
  const { words, refused, saved } = bar.data;
  const waiting = [...fields.values()].filter((field) => {
    return field.data.form === bar.data.form && field.text !== field.value;
  });
  if (!connected()) return ["offline", words.offline];
  if (waiting.some((field) => now() - field.waiting > NO_ANSWER)) {
    return ["not", words.no_answer];
  }
  if (waiting.length) return ["saving", words.saving];
  return refused ? ["not", refused] : ["saved", saved];
}

function showBars() {
  for (const bar of bars.values()) {
    const [state, words] = barState(bar);
    // While somebody types on it says "Saving…", and not at each word something else.
    if (state !== "saving") bar.settled ||= now();
    else bar.settled = 0;
    if (state === "saved" && bar.root.dataset.state === "saving" && now() - bar.settled < 400) continue;
    if (state === "saving" && bar.root.dataset.state === "not") continue;
    bar.root.dataset.state = state;
    say(bar.root, words);
  }
}

// --- what is chosen ----------------------------------------------------------------------------------------

const copyOf = (data) => `${PREFIX}${data.person}:${data.field}`;

function putBack(part, values) {
  Object.assign(part, { values, told: now() });
  part.trigger("values", values);
}

// Streamlit's own fields, which take nothing while there is no connection: what the server was told is kept, and
// told again to a page that is opened anew and has nothing chosen.
function takeChoices(part, data) {
  const first = part.data?.person !== data.person;
  part.data = data;
  if (first && !data.changed) {
    const copy = read(copyOf(data));
    if (copy && copy.base === JSON.stringify(data.base) && copy.values) {
      part.back = now();
      putBack(part, { person: data.person, values: copy.values });
    }
  }
  // Until that has come back the copy stands.
  if (part.back && !data.changed && now() - part.back < PATIENCE) return;
  part.back = 0;
  write(copyOf(data), data.changed ? { values: data.values, base: JSON.stringify(data.base), at: now() } : null);
}

// --- all of it ---------------------------------------------------------------------------------------------

function tick() {
  // Whatever is sent before the server has answered a click on a link leads back to the page that was left.
  if (now() - leaving < LEAVING) return;
  const there = connected();
  if (there && !connectedBefore && keeper) {
    // Streamlit runs nothing by itself once the connection is back, and the server may know nobody any more.
    keeper.trigger("back", now());
  }
  connectedBefore = there;
  if (!there) closeDialog();
  for (const part of choices.values()) {
    // What a busy page did not hear is told again, until it answers with something chosen.
    const waits = part.back && !part.data.changed && now() - part.back < PATIENCE;
    if (waits && there && now() - part.told > AGAIN) putBack(part, part.values);
  }
  for (const field of fields.values()) {
    if (field.text !== field.value && there) {
      const due = now() - field.last > QUIET || now() - field.since > LONGEST;
      // Each sending stops the run before it: while that one answers, the next words wait.
      const out = field.sent !== null && now() - field.sentAt < (running() ? PATIENCE : AGAIN);
      if (due && !out) {
        field.sent = null;
        send(field);
        field.since = now();
      }
    }
    if (field.data.line) show(field);
  }
  for (const bar of bars.values()) {
    if (bar.data.again && there && now() - bar.asked > AGAIN) {
      bar.asked = now();
      bar.trigger("again", now());
    }
  }
  showBars();
}

// Streamlit's own window about the connection would take the keyboard from whoever types on.
function closeDialog() {
  if (!fields.size) return;
  for (const button of document.querySelectorAll('[role="dialog"] button[aria-label="Close"]')) button.click();
}

function begin() {
  if (begun) return;
  begun = true;
  setInterval(tick, 250);
  addEventListener("online", tick);
  addEventListener("offline", tick);
  addEventListener("pagehide", () => fields.forEach(send));
  // On a phone a button does not take the focus from the field: what is typed goes ahead of any click.
  document.addEventListener("pointerdown", () => fields.forEach(send), true);
  document.addEventListener(
    "click",
    (event) => {
      if (event.target instanceof Element && event.target.closest("a[href]")) leaving = now();
      const button = event.target instanceof Element && event.target.closest("button");
      if (!button || !/^\s*(logout)?\s*sign out/i.test(button.textContent)) return;
      signedOut = now();
      clear(() => false);
    },
    true,
  );
}

function takeKeeper(data) {
  const days = (name) => read(name) !== null;
  clear((name) => days(name) && !(data.alone && !name.startsWith(`${PREFIX}${data.person}:`)));
  if (data.cleared.number && data.cleared.number !== cleared) {
    cleared = data.cleared.number;
    for (const field of data.cleared.fields) write(`${PREFIX}${data.person}:${field}`, null);
  }
}

export default function ({ data, key, parentElement, setStateValue, setTriggerValue }) {
  begin();
  if (data.part === "keeper") {
    keeper = { trigger: setTriggerValue };
    takeKeeper(data);
    return () => (keeper = null);
  }
  if (data.part === "bar") {
    const bar = bars.get(key) ?? { asked: now(), settled: 0 };
    if (!bar.root?.isConnected) {
      bar.root = make("div", { class: "kept-bar", role: "status" });
      parentElement.append(bar.root);
    }
    Object.assign(bar, { data, trigger: setTriggerValue });
    if (!data.again) bar.asked = now();
    bars.set(key, bar);
    showBars();
    return () => bars.delete(key);
  }
  if (data.part === "choices") {
    const part = choices.get(key) ?? { back: 0 };
    part.trigger = setTriggerValue;
    choices.set(key, part);
    takeChoices(part, data);
    return () => choices.delete(key);
  }
  const field = fields.get(key) ?? { text: "", bases: [], sent: null, sentAt: 0 };
  field.set = setStateValue;
  if (!field.box?.isConnected) {
    parentElement.append(drawField(field, data));
  }
  fields.set(key, field);
  take(field, data);
  putInto(field);
  show(field);
  showBars();
  return () => {
    fields.delete(key);
    showBars();
  };
}
