import { useEffect } from 'react';

/** What is folded on the screen cannot be opened on paper: it is printed open, and folded again afterwards. */
export function useUnfolded(): void {
  useEffect(() => {
    let opened: HTMLDetailsElement[] = [];
    const unfold = () => {
      const folded = [...document.querySelectorAll<HTMLDetailsElement>('#content details:not([open])')].filter((one) => !one.closest('[data-print="out"]'));
      for (const one of folded) one.open = true;
      opened = [...opened, ...folded];
    };
    const fold = () => {
      for (const one of opened) one.open = false;
      opened = [];
    };
    window.addEventListener('beforeprint', unfold);
    window.addEventListener('afterprint', fold);
    return () => {
      window.removeEventListener('beforeprint', unfold);
      window.removeEventListener('afterprint', fold);
    };
  }, []);
}
