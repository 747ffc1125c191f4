import { useState } from 'preact/hooks';
import type { Thumb } from '#contracts';
import { Icon } from './icon.tsx';
import { strings } from './strings.ts';

interface Props {
  thumb: Thumb | null;
  onThumb: (thumb: Thumb | null, comment?: string) => void;
}

/** Up, down, or the same again to take it back; after a thumb down, why. */
export function Thumbs({ thumb, onThumb }: Props) {
  const [comment, setComment] = useState<string | null>(null);
  const press = (pressed: Thumb): void => {
    const next = thumb === pressed ? null : pressed;
    setComment(next === 'down' ? '' : null);
    onThumb(next);
  };
  return (
    <>
      <div class="thumbs">
        <button type="button" class="round small" aria-label={strings.good} aria-pressed={thumb === 'up'} onClick={() => press('up')}><Icon name="up" /></button>
        <button type="button" class="round small" aria-label={strings.bad} aria-pressed={thumb === 'down'} onClick={() => press('down')}><Icon name="down" /></button>
      </div>
      {comment !== null && thumb === 'down' && (
        <form class="card" onSubmit={(event) => {
          event.preventDefault();
          if (comment.trim() !== '') onThumb('down', comment.trim());
          setComment(null);
        }}>
          <label>
            {strings.whatWasWrong}
            <textarea rows={2} maxLength={2_000} value={comment} onInput={(event) => setComment(event.currentTarget.value)} />
          </label>
          <div class="actions">
            <button type="submit" class="main">{strings.sendComment}</button>
            <button type="button" onClick={() => setComment(null)}>{strings.csatSkip}</button>
          </div>
        </form>
      )}
    </>
  );
}
