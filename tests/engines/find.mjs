// Finds what is on the page as a person does, by role and name, in every shadow tree; the browser itself says both.

/** The elements that can have a role, by selectors. */
const candidates = {
  alert: "[role=alert]",
  button: "button",
  heading: "h1, h2, h3",
  link: "a[href]",
  radio: "input[type=radio]",
  status: "[role=status]",
  textbox: "textarea, input:not([type=radio], [type=checkbox])",
};

/** How long something may take to come. */
const PATIENCE_MS = 20_000;

/** The elements that match a selector, in all shadow trees, in the order of the page; hidden ones are left out. */
export function everyWhere(driver, selector) {
  return driver.executeScript((selector) => {
    const found = [];
    const search = (root) => {
      for (const element of root.querySelectorAll("*")) {
        const isShown = element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
        if (isShown && element.matches(selector)) found.push(element);
        if (element.shadowRoot) search(element.shadowRoot);
      }
    };
    search(document);
    return found;
  }, selector);
}

/** The first element of a role whose name is `name`, or matches it; waits until there is one. */
export function byRole(driver, role, name) {
  return until(driver, `a ${role} named ${name}`, async () => {
    for (const element of await everyWhere(driver, candidates[role])) {
      if (matches(await element.getAccessibleName(), name)) return element;
    }
    return null;
  });
}

/** The first element that matches a selector and says `text`; waits until there is one. */
export function bySelector(driver, selector, text = /./) {
  return until(driver, `${selector} that says ${text}`, async () => {
    for (const element of await everyWhere(driver, selector))
      if (matches(await textOf(driver, element), text)) return element;
    return null;
  });
}

/** What an element says, its shadow trees included. */
export function textOf(driver, element) {
  return driver.executeScript((element) => {
    const read = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.data;
      if (node instanceof HTMLStyleElement) return "";
      return [...(node.shadowRoot ?? node).childNodes].map(read).join("");
    };
    return read(element).replaceAll(/\s+/g, " ").trim();
  }, element);
}

/** Puts a text into an input at once, as pasting does, or choosing a day. */
export function fill(driver, element, text) {
  return driver.executeScript(
    (element, text) => {
      element.focus();
      element.value = text;
      element.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
      element.dispatchEvent(new Event("change", { bubbles: true }));
    },
    element,
    text,
  );
}

/** Waits until `look` finds something, and is that. What is drawn anew while it looks is looked for again. */
export function until(driver, what, look) {
  const attempt = () =>
    look().catch((error) => {
      if (["StaleElementReferenceError", "NoSuchElementError", "DetachedShadowRootError"].includes(error.name))
        return null;
      throw error;
    });
  return driver.wait(attempt, PATIENCE_MS, `there is no ${what}`);
}

function matches(text, wanted) {
  return typeof wanted === "string" ? text === wanted : wanted.test(text);
}
