import type { AnswerResult, EvaluationState } from '#contracts';

const outcomes: Partial<Record<AnswerResult, string>> = {
  clarified: 'asks back', offered_person: 'offers a person', handed_over: 'hands over to a person', stopped: 'was stopped', budget: 'ran out of budget',
};
const over: Partial<Record<EvaluationState, string>> = {
  done: 'The choices that the gate waited for are made. Its verdict stands on the page of the evaluation.',
  cancelled: 'This evaluation was cancelled; nothing waits for a choice.', failed: 'This evaluation did not come to an end; nothing waits for a choice.',
};

/** Words of the page of blind choices. */
export const words = {
  outcomes, over, notYet: 'Both versions are still answering. Come back when the evaluation waits for choices.',
  title: 'Blind choices', back: (number: number) => `Evaluation ${number}`, above: 'Evaluation',
  lead: 'Which answer would help this visitor more? Which version gave it is hidden, and the sides are drawn at random.',
  progress: 'Choices made', made: (made: string, wanted: string) => `${made} of ${wanted}`, mine: (mine: string, left: string) => `${mine} by you, ${left} pairs left for you`,
  byYou: (mine: string) => `${mine} by you`, counted: (made: string) => `${made} made`, agreementOnly: 'A model has judged already. Your choices do not change the verdict: they tell how far people agree with it.',
  before: 'Said before', visitor: 'Visitor', assistant: 'Assistant', question: 'The visitor asks', left: 'Left answer', right: 'Right answer', noText: '(no words)',
  choose: { left: 'Left is better', right: 'Right is better', tie: 'Equally good', both_bad: 'Both bad' }, skip: 'Skip', undo: 'Take last choice back',
  keys: 'Keys: 1 left, 2 right, 0 equally good, 9 both bad, S skip, U take back.',
  allDone: 'You have chosen from every pair', allDoneMore: (missing: string) => `The gate waits for ${missing} more from others. Pairs that are word for word the same, or of which one failed, are left out.`,
  noneDone: 'There is nothing to choose', noneMore: 'The answers of both versions are word for word the same, or one of them failed, in every case. Cancel the evaluation and judge by what is expected.',
  enough: 'Thank you. Nothing is left for you here.', overTitle: 'No choice is awaited', notChosen: 'The choice was not kept', toEvaluation: 'To the evaluation',
};
