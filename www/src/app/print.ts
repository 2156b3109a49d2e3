// On paper nothing can be unfolded: all is shown while it is printed, and folded again.

/** Opens every disclosure in a tree and the shadows within, runs, and closes those again that were closed. */
export function unfolded(root: Element, run: () => void): void {
  const closed = [...disclosuresIn(root.shadowRoot ?? root)].filter(({ open }) => !open);
  for (const details of closed) details.open = true;
  run();
  for (const details of closed) details.open = false;
}

function* disclosuresIn(root: ParentNode): Generator<HTMLDetailsElement> {
  for (const element of root.querySelectorAll("*")) {
    if (element instanceof HTMLDetailsElement) yield element;
    if (element.shadowRoot) yield* disclosuresIn(element.shadowRoot);
  }
}
