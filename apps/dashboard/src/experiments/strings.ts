import type { ExperimentChangeKind, ExperimentState, Traffic } from '#contracts';

export const stateNames: Record<ExperimentState, string> = { draft: 'Draft', running: 'Running', paused: 'Paused', stopped: 'Stopped' };
export const trafficNames: Record<Traffic, string> = { live: 'Live visitors', replay: 'Replayed questions', preview: 'Previews', test: 'Test visitors' };

export const words = {
  title: 'Experiments',
  create: 'Create an experiment',
  empty: {
    title: 'No experiment yet',
    text: 'An experiment gives each visitor of a site one variant and compares how satisfied visitors are, how fast they are answered and what it costs.',
  },
  list: { name: 'Name', state: 'State', site: 'Site', traffic: 'Counts', variants: 'Variants', planned: 'Planned ratings', started: 'Started', notYet: 'not started', away: 'Show what was put away', present: 'Back to the others', noneAway: 'Nothing was put away' , noneAwayText: 'Drafts and stopped experiments that you put away are kept here with all their numbers.' },
  detail: {
    results: 'Results per variant', computed: (time: string) => `As of ${time}`, hypothesis: 'Hypothesis', about: 'About this experiment',
    phase: (phase: number, epoch: number) => `Phase ${phase}, weights set ${epoch === 1 ? 'once' : `${epoch} times`}`,
    unit: { visitor: 'Each visitor keeps one variant', conversation: 'Each conversation gets a variant' },
    coverage: (share: string) => `${share} of them take part`, archived: 'put away',
    planned: (ratings: string) => `${ratings} ratings planned`, variants: 'Variants', edit: 'Edit',
    variant: 'Variant', version: 'Answered by', share: 'Share', versionOf: (backend: string, number: number) => `${backend}, version ${number}`,
    fallbackOn: 'Another engine may answer when one fails', fallbackOff: 'When an engine fails, its variant apologises and offers a person',
  },
  log: {
    title: 'What was changed', when: 'When', who: 'Who', what: 'What', reason: 'Reason', noReason: 'none given', removed: 'a variant that was removed since',
    kinds: {
      created: 'Created', edited: 'Edited', started: 'Started', resumed: 'Went on', paused: 'Paused', stopped: 'Stopped for good',
      archived: 'Put away', restored: 'Listed again',
      'epoch.opened': 'New shares for visitors not yet assigned', 'phase.opened': 'Other variants or other visitors: a new phase began',
      'share.created': 'Made a link to the results', 'share.withdrawn': 'Withdrew a link to the results',
    } satisfies Record<ExperimentChangeKind, string>,
    name: (name: string) => `name “${name}”`, hypothesis: 'hypothesis', slice: (from: string, to: string) => `visitors ${from} to ${to}`, coverage: (share: string) => `${share} of visitors take part`,
    unit: { visitor: 'a variant for each visitor', conversation: 'a variant for each conversation' }, fallback: { on: 'another engine may answer', off: 'no other engine answers' },
    planned: (ratings: string) => `${ratings} ratings planned`, share: (name: string, share: string) => `${name} ${share}`,
    despiteGate: (reason: string) => `despite the gate: ${reason}`,
    link: (note: string, until: string) => [note && `for ${note}`, `until ${until}`].filter(Boolean).join(', '),
  },
  assigned: {
    title: 'What gets a variant', unit: 'A variant is given to',
    units: { visitor: 'Each visitor', conversation: 'Each conversation' },
    hints: { visitor: 'Whoever comes back meets the same variant. Right for almost every experiment.', conversation: 'A visitor who comes back may meet another variant. More numbers where visitors return often.' },
    warningTitle: 'Visitors will meet several variants',
    warning: 'What one variant did can carry over into a conversation with another one, and no number shows it. Conversations of one visitor are still counted as one opinion of each variant. Choose visitors unless you know why not.',
    fallback: 'Let another engine answer when a variant’s own fails',
    fallbackHint: 'Off, the visitor gets an apology and the offer of a person. On, the site’s default version answers, if it runs on the built-in engine. The answer counts for the variant all the same, and results say how many were answered elsewhere.',
    nobody: (site: string) => `Nobody can stand in on ${site}: its default version does not run on the built-in engine. Where a variant fails, visitors get the apology and the offer of a person, as if no other engine might answer.`,
    toSite: 'Choose another default version',
    opensPhase: 'Another choice here opens a new phase: its numbers begin at nought.',
  },
  edit: {
    title: 'Edit the experiment', save: 'Save', saved: 'The experiment was changed.', cancel: 'Back without saving',
    hints: {
      draft: 'Nothing is assigned before you start it.',
      running: 'A changed share of visitors applies to visitors not yet assigned. Pause the experiment to change its variants or who takes part.',
      paused: 'Other names, versions, another control or other conditions open a new phase: its numbers begin at nought and are never mixed with those before. Shares alone apply to visitors not yet assigned.',
      stopped: 'The results stay as they are.',
    },
  },
  problems: {
    name: 'Give the experiment a name.', site: 'Choose a site.', planned: 'Plan at least 10 ratings.', variantName: 'Give the variant a name.', twice: 'Another variant has this name.',
    version: 'Choose the backend version that answers.', sum: (sum: string) => `The shares are ${sum} together; they must be 100 %.`, oneOnly: 'At least two variants need a share of visitors.',
    summary: (count: number) => (count === 1 ? 'One entry above needs another look.' : `${count} entries above need another look.`),
  },
  measures: {
    name: 'Measure', csat: 'Mean rating, 1 to 5', topBox: 'Rated 4 or 5', response: 'Rated when asked', thumbs: 'Thumbs up', resolved: 'Resolved alone',
    handOvers: 'Handed over', failures: 'Failed answers', first50: 'First words, p50', first95: 'First words, p95', total50: 'Whole answer, p50',
    total95: 'Whole answer, p95', cost: '1,000 conversations cost', assigned: 'Visitors assigned', conversations: 'Conversations', answers: 'Answers',
    accuracy: 'Right intent (replays)', covered: 'Answer written (replays)',
  },
  report: { file: 'Report file', fileHint: 'All numbers with what they were computed from, for “npx duet report”', csv: 'Comparisons as CSV' },
  more: { duplicate: 'Duplicate', archive: 'Put away', restore: 'List again', archived: 'The experiment is put away. Nothing of it is lost.' },
  steps: {
    start: { verb: 'Start experiment', consequence: 'New visitors will be assigned from now on. They keep their variant.' },
    goOn: { verb: 'Go on', consequence: 'New visitors will be assigned again from now on. Visitors already assigned keep their variant.' },
    pause: { verb: 'Pause', consequence: 'New visitors get the default answer of the site. Visitors already assigned keep their variant. You can go on at any time.' },
    stop: { verb: 'Stop for good', consequence: 'Open conversations keep their variant, new ones get the default of the site. A stopped experiment cannot be started again; its results stay.' },
    delete: { verb: 'Delete draft', consequence: 'The draft and its variants are gone. Nothing was measured yet.' },
    failed: 'That step was not taken',
  },
  reason: { needed: 'Reason, for the record', optional: 'Reason, for the record (optional)', why: 'Who reads the results later has to know what happened to this experiment.' },
  weights: {
    title: 'Weights', consequence: 'New weights apply to visitors not yet assigned. Visitors already assigned keep their variant.',
    sum: (sum: string) => `Together ${sum}; it must be 100 %`, ok: 'Together 100 %', save: 'Save weights', even: 'Spread evenly', share: (name: string) => `Share of ${name} in %`,
    saved: 'The new weights apply to visitors not yet assigned.',
  },
  form: {
    title: 'Create an experiment', name: 'Name', namePlaceholder: 'Does the fine-tuned model satisfy more visitors?', site: 'Site', hypothesis: 'Hypothesis',
    hypothesisHint: 'What you expect and why, before you have seen a number.', variants: 'Variants', variantsHint: 'Two to ten. The control is what the others are compared with.',
    variantName: 'Name', version: 'Backend version', choose: 'Choose a version', weight: 'Share in %', control: 'Control', add: 'Add a variant',
    remove: (name: string) => `Remove ${name}`,
    traffic: 'Which visitors count', trafficHint: 'Only the chosen traffic is assigned and counted. Site and traffic stay as they are once the draft is made.', coverage: 'Of these visitors take part, in %',
    fixed: (site: string, traffic: string) => [site, traffic].filter(Boolean).join(' · '),
    save: 'Create as a draft', saveHint: 'Nothing is assigned before you start it.',
    noVersions: 'There is no backend version that can answer yet. Train or create one under Backends.', nameOf: (at: number) => `Variant ${at}`,
  },
} as const;
