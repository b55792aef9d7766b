// Words, numbers and elements. Text reaches the page as text nodes alone, never as HTML.

/** The word of the catalogue, its {places} filled; for a single thing its "_one", as in Python. */
function t(key, values = {}) {
  const text = (values.n === 1 && run.words[`${key}_one`]) || run.words[key];
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? value.toLocaleString(run.language) : value;
  });
}

/** An element; `class` and other attributes, `onclick` and the like as listeners. */
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** For screen readers only. */
const spoken = (text) => el("span", { class: "spoken" }, text);

const SYMBOLS = { proposal: "→", critique: "−", risk: "!", support: "✓", none: "·" };
const COLOURS = {
  proposal: "#1f5f99",
  critique: "#9a4a06",
  risk: "#a01c33",
  support: "#23693a",
  none: "#5b6470",
};

/** A label as a badge: sign, word and colour say the same. */
function badge(label) {
  return el(
    "span",
    { class: `badge badge-${label}` },
    el("span", { "aria-hidden": "true" }, `${SYMBOLS[label]} `),
    t(`label_${label}`),
  );
}
