/** On phones: the panel is as high as what the keyboard leaves, and the page behind does not scroll. */
export function fitScreen(root: ShadowRoot) {
  const size = new CSSStyleSheet();
  const lock = new CSSStyleSheet();
  lock.replaceSync('@media (max-width: 520px), (max-height: 480px) { html { overflow: hidden !important } }');
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, size];
  const view = window.visualViewport;
  const fit = (): void => {
    if (view) size.replaceSync(`.frame{--view-height:${view.height}px;--view-top:${view.offsetTop}px}`);
  };
  fit();
  view?.addEventListener('resize', fit);
  view?.addEventListener('scroll', fit);
  const cover = (isOpen: boolean): void => {
    const others = document.adoptedStyleSheets.filter((one) => one !== lock);
    document.adoptedStyleSheets = isOpen ? [...others, lock] : others;
  };
  return {
    cover,
    destroy(): void {
      cover(false);
      view?.removeEventListener('resize', fit);
      view?.removeEventListener('scroll', fit);
    },
  };
}
