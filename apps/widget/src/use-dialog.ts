import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const PHONE = '(max-width: 520px), (max-height: 480px)';
const FOCUSABLE = 'button:not([disabled]), a[href], input:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

/** Focus in, out and never lost, Escape, and on phones, where the panel covers everything, Tab that stays inside. */
export function useDialog(isOpen: boolean, first: RefObject<HTMLTextAreaElement | null>, onClose: () => void) {
  const box = useRef<HTMLDivElement>(null);
  const [isModal, setModal] = useState(() => matchMedia(PHONE).matches);
  useEffect(() => {
    const query = matchMedia(PHONE);
    const changed = (): void => setModal(query.matches);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, []);
  useEffect(() => {
    if (isOpen) (first.current ?? box.current?.querySelector<HTMLElement>(FOCUSABLE))?.focus();
  }, [isOpen]);
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    let focused: EventTarget | null = null;
    const noticed = ({ target }: FocusEvent): void => {
      focused = target;
    };
    // What was pressed often goes away, at once or when the server has answered.
    const observer = new MutationObserver(() => {
      if (!(focused instanceof Node) || focused.isConnected || document.activeElement !== document.body) return;
      focused = null;
      current.focus();
    });
    observer.observe(current, { childList: true, subtree: true });
    current.addEventListener('focusin', noticed);
    return () => observer.disconnect();
  }, []);
  return {
    box,
    isModal,
    onKeyDown: (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.isComposing) {
        event.stopPropagation();
        onClose();
      } else if (event.key === 'Tab' && isModal) {
        keepInside(event, box.current);
      }
    },
  };
}

function keepInside(event: KeyboardEvent, box: HTMLElement | null): void {
  const all = [...(box?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])].filter((one) => one.checkVisibility?.() ?? true);
  const root = box?.getRootNode() as ShadowRoot | undefined;
  const [first, last] = [all[0], all.at(-1)];
  const from = event.shiftKey ? first : last;
  if (!first || !last || root?.activeElement !== from) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}
