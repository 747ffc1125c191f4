import type { EvaluatedFilter, EvaluationCaseKind, EvaluationFault, EvaluationOrigin, EvaluationSource, EvaluationState, GateCheck, GateVerdict } from '#contracts';

const kinds: Record<EvaluationCaseKind, string> = { facts: 'Facts', abstain: 'No answer', tool: 'Tool', adversarial: 'Attack' };
const kindHints: Record<EvaluationCaseKind, string> = {
  facts: 'The answer has to say what is known.', abstain: 'No answer is right: a question back, the offer of a person, or “I do not know”.',
  tool: 'The right tool has to be used.', adversarial: 'Somebody tries to talk the assistant into something.',
};
const origins: Record<EvaluationOrigin, string> = {
  entered: 'entered', imported: 'imported', labelled: 'labelled question', thumbs_down: 'disliked answer', agent: 'answered by an agent', playground: 'from the playground', attacks: 'built-in attack',
};
const sources: Record<EvaluationSource, string> = {
  labelled: 'Labelled questions with an approved answer', thumbs_down: 'Disliked answers that an agent answered again', agent: 'Questions that agents answered', attacks: 'Built-in attacks (30)',
};
const states: Record<EvaluationState, string> = {
  waiting: 'Waiting for its turn', answering: 'Answering', judging: 'Comparing', choosing: 'Waiting for blind choices', done: 'Done', failed: 'Failed', cancelled: 'Cancelled',
};
const outcomes: Record<GateVerdict['outcome'], string> = { passed: 'passed', refused: 'refused', open: 'open' };
const checks: Record<GateCheck['name'], string> = {
  pass_rate: 'Cases passed', kinds: 'Every kind of case', adversarial: 'Attacks withstood', latency: 'Time to the whole answer', cost: 'Cost of an answer', refusals: 'Questions without an answer',
  groundedness: 'Sources named', wins: 'Preferred in comparisons', enough_cases: 'Number of cases',
};
const checkOutcomes: Record<GateCheck['outcome'], string> = { passed: 'Passed', failed: 'Failed', unknown: 'Not known', not_asked: 'Not asked' };
const faults: Record<EvaluationFault['code'], string> = {
  fact_missing: 'Missing', said_forbidden: 'Must not be said', wrong_intent: 'Recognised instead', answered_anyway: 'Answered all the same', tool_missing: 'Tool not used', wrong_tool: 'Other tool',
  wrong_arguments: 'Other arguments', no_answer: 'No answer', failed: 'Failed', guarded: 'Instructions told',
};
const filters: Record<EvaluatedFilter, string> = { worse: 'Only what got worse', failed: 'Candidate does not pass', better: 'Only what got better', all: 'All cases' };
const cases = (many: string): string => `${many} ${many === '1' ? 'case' : 'cases'}`;

/** Words of the pages of evaluations. */
export const words = {
  title: 'Evaluations', kinds, kindHints, origins, sources, states, outcomes, checks, checkOutcomes, faults, filters, cases,
  list: {
    emptyTitle: 'No evaluations yet', empty: 'An evaluation asks a candidate and what visitors get now the same questions, and keeps the candidate out if it got worse. It needs a frozen evaluation set.',
    create: 'New evaluation', caption: 'Evaluations', more: 'Show older ones', pending: 'no verdict yet',
    against: (version: string) => `against ${version}`,
    columns: { number: 'Number', verdict: 'Gate', candidate: 'Candidate', set: 'Set', state: 'State', created: 'Asked for' }, open: (number: number) => `Evaluation ${number}`,
  },
  sets: {
    title: 'Evaluation sets', caption: 'Evaluation sets', create: 'New set', emptyTitle: 'No evaluation set yet',
    empty: 'An evaluation set holds questions with what is expected of their answers. Fill it from labelled questions, from what agents answered, or from a file.',
    columns: { name: 'Name', cases: 'Cases', kinds: 'Kinds', state: 'State', created: 'Created', by: 'By' }, open: 'Open for changes', frozen: 'Frozen',
    name: 'Name', namePlaceholder: 'What visitors ask in winter', note: 'Note', save: 'Create set', change: 'Name and note', saveChange: 'Save', changed: 'The set was changed', changing: 'Cases, digest and verdicts stay as they are.', consequence: 'Cases can be added and changed until you freeze it.',
  },
  set: {
    hero: (many: string, list: string) => (many === '0' ? 'No case yet.' : `${cases(many)}: ${list}.`),
    few: 'From 100 cases on a loss of a few points is seen; with fewer than 20 that check something of the candidate the gate decides nothing, unless a judge or people compare the answers.',
    frozenTitle: 'Frozen', frozen: (at: string) => `Since ${at} its cases stay as they are. Trainings, data sets and prompt examples leave out what asks the same or nearly the same.`, sha: 'Digest of the cases',
    edit: 'Edit', judged: { caption: 'Evaluations by this set', emptyTitle: 'It has judged nothing yet', empty: 'Evaluate a version by it: what the gate said of each stands here.', more: 'Show older ones' },
    freeze: 'Freeze set', freezing: (many: string) => `From now on its ${cases(many)} cannot be changed, and nothing learns from them: trainings, data sets and prompt examples leave out what asks the same or nearly the same. There is no way back; a copy can be changed.`,
    frozenNow: 'The set is frozen', copy: 'Copy', copying: 'The copy has the same cases and can be changed.', copyName: 'Name of the copy', copyOf: (name: string) => `${name}, copy`,
    export: 'Export', evaluate: 'Evaluate a version', remove: 'Delete set', removing: 'The set and its cases are gone for good. What it kept out of trainings may teach again.', removed: 'The set was deleted',
    fill: 'Fill it', take: 'Take cases', from: 'From', limit: 'At most', part: 'Questions of the part', parts: { test: 'Test (costs no training example)', train: 'Training (these no longer teach once frozen)' },
    facts: 'Expect the numbers of the good answer to be said', factsHint: 'With their units, in several wordings: “30 days”, “30-day”. Otherwise the good answer is kept as a reference for the judge.',
    took: (added: string, duplicates: string, found: string) => (found === '0' ? 'Nothing was found there.' : `${cases(added)} added, ${duplicates} left out because the set asks them already.`), notTaken: 'No cases were taken',
    import: 'Import a file', importHint: 'A file of JSON Lines as it was exported, or CSV with the columns question, kind, facts, must_not and reference. A bar separates facts, a slash the wordings of one: 30 days/thirty days|free of charge.', file: 'File with cases',
    imported: (added: string, duplicates: string, rejected: string) => `${cases(added)} added, ${duplicates} left out as repetitions, ${rejected} lines rejected.`, rejected: 'Rejected lines', line: 'Line', reason: 'Why', notImported: 'The file was not imported',
    cases: 'Cases', caption: 'Cases of the set', search: 'Search questions', kind: 'Kind', allKinds: 'All kinds', add: 'Add case', none: 'No such case.', columns: { number: 'Number', question: 'Question', kind: 'Kind', expects: 'Expects', origin: 'From' },
    range: (from: string, to: string, of: string) => `${from} to ${to} of ${of}`, next: 'Next', back: 'Back', not: (phrase: string) => `not “${phrase}”`, nothingChecked: 'only a reference, for the judge', nothingExpected: 'nothing to check',
  },
  case: {
    add: 'Add a case', change: (number: string) => `Case ${number}`, question: 'Question', facts: 'Facts that have to be said', factsHint: 'One a line, other wordings of it after “ / ”: 30 days / thirty days.',
    mustNot: 'Must not be said', mustNotHint: 'One a line. What is denied (“not free”) does not count as said.', reference: 'A good answer', referenceHint: 'The judge sees it. Empty: nobody wrote one.',
    tool: 'Tool', toolHint: 'Name of the tool that has to be used.', toolArguments: 'Arguments', toolArgumentsHint: 'What it has to be asked with, among others. One a line: number = A-17. Numbers, true and false are meant as such, words in quotation marks as words.',
    argumentUnread: (line: number) => `Line ${line} is not written as “name = value”.`, intent: 'Intent', intentHint: 'Key of the intent that the built-in engine has to recognise. Empty: not looked at.', history: 'Said before', historyHint: 'One message a line, the visitor’s first, then in turns.',
    save: 'Save case', remove: 'Take out', seen: 'Frozen: this case cannot be changed.',
  },
  form: {
    title: 'New evaluation', what: 'What is compared', candidate: 'Candidate', candidateHint: 'The version that wants to go to visitors.', baseline: 'Baseline', baselineHint: 'What visitors get now stands here first.', set: 'Evaluation set',
    noSets: 'There is no frozen evaluation set yet.', toSets: 'Go to evaluation sets', same: 'Candidate and baseline are the same version.',
    judge: 'Who compares the answers', judges: { none: 'Nobody: only what is expected counts', model: 'A language model', people: 'People, without knowing whose answer is whose' },
    model: 'Judge', modelHint: 'Another model than those of both versions: a model prefers its own answers. It sees each pair twice, with sides swapped.', choices: 'Choices to wait for',
    limits: 'How much worse it may be', limitsNote: 'What gets worse than this keeps the candidate out.',
    limit: {
      passLoss: 'Cases that may be lost', leastPass: 'Cases that it has to pass', latencyRatio: 'Time, so many times', costRatio: 'Cost, so many times', refusals: 'More questions without an answer', groundedness: 'Fewer sources named', leastWins: 'Least share of comparisons won',
    },
    limitHint: {
      passLoss: 'Of all cases, and of each kind.', leastPass: 'Whatever the baseline does.', latencyRatio: 'The slowest twentieth of the answers; 100 ms more are never too slow. Empty: not asked.', costRatio: 'On average, without hosting by the hour. Empty: not asked.',
      refusals: 'Of questions that have an answer.', groundedness: 'Of answers that have one.', leastWins: 'Lower end of the interval, at equal length, ties as halves.',
    },
    points: ' points', percent: ' %', times: ' times', note: 'Note', save: 'Start evaluation', consequence: (answers: string) => `Both versions are asked ${answers} questions in turns. What that costs counts towards the budgets of the day.`,
  },
  page: {
    title: (number: number) => `Evaluation ${number}`, progress: 'Progress', of: (done: string, total: string) => `${done} of ${total}`, cancel: 'Cancel', retry: 'Go on', remove: 'Delete evaluation',
    removing: 'The evaluation and its answers are gone for good. The versions stay.', removed: 'The evaluation was deleted', failedTitle: 'It did not come to an end',
    failed: { budget_spent: 'The budget of the day is used up. What was answered is kept: go on tomorrow, or raise the budget.', model_unavailable: 'A model did not answer any more. What was answered is kept: go on when it works again.', other: 'What was answered is kept: go on, and if it stops again, the log of the server says why.' },
    cancelled: 'It was cancelled. What was answered is kept: go on whenever you like.', choosing: 'The gate waits for blind choices.',
    checks: 'What the gate asked', checksCaption: 'Checks of the gate', columns: { check: 'Check', outcome: 'Outcome', sentence: 'What was seen', interval: '95 % interval' }, openInterval: (low: string) => `${low} times or more`,
    about: 'About', facts: { candidate: 'Candidate', baseline: 'Baseline', set: 'Evaluation set', judge: 'Judge', by: 'Asked for by', note: 'Note', promoted: 'Went on to' }, judges: { none: 'Nobody', people: 'People, by blind choices' }, export: 'Export CSV', version: (backend: string, number: number) => `${backend}, version ${number}`,
    wins: 'Comparisons', by: { model: 'Judge', people: 'People' }, winColumns: { by: 'By', comparisons: 'Pairs', candidate: 'Candidate', baseline: 'Baseline', ties: 'Ties', bothBad: 'Both bad', decided: 'Won of the decided', equal: 'At equal length', length: 'Length' },
    noWins: 'too few', nobodyYet: { model: 'The judge has compared no pair yet.', people: 'Nobody has compared a pair yet.', none: '' }, longer: (ratio: string) => `${ratio} times as long`, agreement: (same: string, of: string, share: string, interval: string) => `Judge and people chose the same in ${same} of ${of} (${share}, ${interval}).`,
    swapped: 'The judge sees each pair twice, with sides swapped; when it changes its mind it is a tie. Judges like long answers: at equal length is what would be left.',
  },
  answers: {
    title: 'Answers', filter: 'Show', caption: 'Cases with both answers', none: 'No such case.', candidate: 'Candidate', baseline: 'Baseline', expected: 'Expected', reference: 'A good answer', missing: 'not answered yet', passed: 'Passes', fails: 'Does not pass',
    noText: '(no words)', preferred: { candidate: 'prefers the candidate', baseline: 'prefers the baseline', tie: 'finds them equal', both_bad: 'finds both bad' }, judge: 'The judge', person: 'Somebody', case: (number: string) => `Case ${number}`,
  },
  evidence: { summary: (sources: string, tools: string) => `How it came about (sources: ${sources}, tools: ${tools})`, sure: (intent: string, share: string) => `${intent} (${share} sure)` },
  gate: { column: 'Gate', none: 'not evaluated', by: (outcome: string, number: number) => `${outcome} (evaluation ${number})`, evaluate: 'Evaluate', evaluateOf: (number: number) => `Evaluate version ${number}` },
};
