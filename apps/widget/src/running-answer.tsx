import { RichText } from './rich-text.tsx';
import { strings } from './strings.ts';

/** An answer that still grows; readers hear it once, when it is finished and drawn anew. */
export function RunningAnswer({ text, help }: { text: string; help: string }) {
  return (
    <div class="said" aria-live="off">
      {text === '' ? <Dots label={strings.answering} /> : <div class="bubble"><RichText text={text} help={help} running /></div>}
    </div>
  );
}

/** Somebody writes. */
export function Dots({ label }: { label: string }) {
  return (
    <div class="bubble dots">
      <span class="reader">{label}</span>
      <i /><i /><i />
    </div>
  );
}
