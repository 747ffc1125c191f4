import { useEffect, useState } from 'react';
import { useSession } from '../session.tsx';
import { readQuestions, withQuestions, withoutQuestion, type ChosenQuestion } from './questions.ts';

export interface QuestionsControl {
  chosen: readonly ChosenQuestion[];
  add: (...questions: ChosenQuestion[]) => void;
  remove: (text: string) => void;
  clear: () => void;
}

/** A closed store counts as an empty one. */
function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** The questions that drafts of a backend are tried on; this browser keeps them for the next time. */
export function useQuestions(backendId: string): QuestionsControl {
  const { workspace } = useSession();
  const key = `duet.questions.${workspace.id}.${backendId}`;
  const [chosen, setChosen] = useState<readonly ChosenQuestion[]>(() => readQuestions(kept(key)));
  useEffect(() => {
    try {
      localStorage.setItem(key, JSON.stringify(chosen));
    } catch {
      // Private windows and full stores refuse; the questions then last as long as the page.
    }
  }, [key, chosen]);
  return {
    chosen,
    add: (...questions) => setChosen((before) => withQuestions(before, questions)),
    remove: (text) => setChosen((before) => withoutQuestion(before, text)),
    clear: () => setChosen([]),
  };
}
