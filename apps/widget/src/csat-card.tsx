import { useEffect, useRef, useState } from 'preact/hooks';
import { strings } from './strings.ts';

interface Props {
  /** The card is on the screen. */
  onShown: () => void;
  onRate: (score: number, comment: string | null) => Promise<boolean>;
  onSkip: () => void;
}

/** One question, five answers in words, room for a sentence, and a way past it. */
export function CsatCard({ onShown, onRate, onSkip }: Props) {
  const [score, setScore] = useState<number | null>(null);
  const [comment, setComment] = useState('');
  const [given, setGiven] = useState<number | null>(null);
  const end = useRef<HTMLDivElement>(null);
  useEffect(onShown, []);
  // The card grows by the comment: its button must not slip out of sight.
  useEffect(() => {
    if (score !== null) end.current?.scrollIntoView({ block: 'nearest' });
  }, [score]);
  if (given !== null) {
    return (
      <div class="card" role="status">
        {strings.csatThanks(given)} <button type="button" class="text" onClick={() => setGiven(null)}>{strings.csatChange}</button>
      </div>
    );
  }
  const submit = async (): Promise<void> => {
    if (score !== null && (await onRate(score, comment.trim() || null))) setGiven(score);
  };
  return (
    <form class="card csat" onSubmit={(event) => {
      event.preventDefault();
      void submit();
    }}>
      <fieldset>
        <legend>{strings.csatAsk}</legend>
        {strings.csatScores.map((label, index) => (
          <label class="score">
            <input type="radio" name="duet-score" value={index + 1} checked={score === index + 1} onChange={() => setScore(index + 1)} />
            <span class="number" aria-hidden="true">{index + 1}</span>
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      {score !== null && (
        <label>
          {strings.csatComment}
          <textarea rows={2} maxLength={2_000} value={comment} onInput={(event) => setComment(event.currentTarget.value)} />
        </label>
      )}
      <div class="actions" ref={end}>
        <button type="submit" class="main" disabled={score === null}>{strings.csatSend}</button>
        <button type="button" onClick={onSkip}>{strings.csatSkip}</button>
      </div>
    </form>
  );
}
