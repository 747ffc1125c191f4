import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { Report } from '#contracts';
import type { Evidence } from '#contracts';
import { VERSION } from '#platform';
import { evidenceOf, ratings, shares, times } from '../analysis/evidence.fixture.ts';
import { canonicalJson } from './canonical-json.ts';
import { comparisonsCsv } from './comparisons-csv.ts';
import { parseReport } from './report-command.ts';
import { reportText } from './report-text.ts';
import { checkReport, reportOf, type CheckedReport } from './report.ts';

/** A fortnight with ratings, response times, guardrails and a look, so that every part of an analysis has numbers. */
const evidence: Evidence = evidenceOf({
  cells: [ratings('a', [3, 4, 5], 240), ratings('b', [4, 5, 5], 250), shares('a', 'resolved', 300, 500), shares('b', 'resolved', 350, 500), shares('a', 'failure', 5, 500), shares('b', 'failure', 4, 500)],
  latency: [times('a', 'total', slowly(1_000)), times('b', 'total', slowly(700))],
  ratings: [{ variantId: 'a', asked: 400, counts: [0, 0, 80, 80, 80] }, { variantId: 'b', asked: 410, counts: [0, 0, 0, 84, 166] }],
  plan: { units: 400, alpha: 0.05, decision: { primary: 'csat', secondary: ['resolved'], guardrails: [{ measure: 'failure', margin: 0.02, marginIs: 'absolute' }], margin: 0.1 } },
  looks: [{ at: '2026-11-08T00:00:00.000Z', units: 500, ratioP: 0.7, differences: [{ variantId: 'b', measure: 'csat', value: 0.62, standardError: 0.09, units: 240, smallerUnits: 118 }] }],
});

/** Refunds please less than the rest, with the control more so. */
const withTopics: Evidence = {
  ...evidence,
  segments: [['Refunds', [1, 2], [3, 3, 2]] as const, ['Delivery', [4, 5], [4, 5]] as const].flatMap(([name, a, b]) =>
    [['a', a] as const, ['b', b] as const].map(([variantId, scores]) => ({ topic: name, name, variantId, epoch: 1, sums: ratings(variantId, scores, 100).sums }))),
  arrivals: { unread: 0, groups: [['Refunds', 240, 250] as const, ['Delivery', 260, 240] as const].flatMap(([name, a, b]) =>
    [['a', a] as const, ['b', b] as const].map(([variantId, units]) => ({ kind: 'topic' as const, key: name, name, variantId, epoch: 1, units }))) },
};

function slowly(median: number): number[] {
  return Array.from({ length: 300 }, (_, at) => median * (0.5 + ((at * 37) % 300) / 300));
}

/** As it comes out of a file. */
const written = (report: Report = reportOf(evidence)): { analysis: Report['analysis'] } & Report => JSON.parse(JSON.stringify(report)) as Report;
const check = (report: Report): CheckedReport => {
  const { report: read, filed } = parseReport(JSON.stringify(report), 'r.json');
  return checkReport(read, filed);
};

describe('a report of an experiment with an A/A check', () => {
  const checked: Evidence = { ...evidence, variants: [...evidence.variants, { id: 't', name: 'Twin', kind: 'prompt', isControl: false, isTwin: true }], cells: [...evidence.cells, ratings('t', [3, 4, 5], 90)] };

  it('is the same when computed again, and tells the check apart in its text and its table', () => {
    const report = reportOf(checked);
    const again = check(report);
    expect(again).toMatchObject({ digestHolds: true, differing: [], analysis: { twin: { variantId: 't', result: 'alike' } } });
    expect(reportText(report, again)).toMatch(/ok +The control and Twin are alike in the mean rating/);
    const rows = parse<{ variant: string; role: string }>(comparisonsCsv(checked, report.analysis), { columns: true });
    expect(rows.filter(({ variant }) => variant === 'Twin').map(({ role }) => role)).toEqual(['twin']);
  });
});

describe('a report', () => {
  it('names the version that made it', () => {
    const { version } = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../../package.json'), 'utf8')) as { version: string };
    expect(written()).toMatchObject({ format: 'duet-report-1', duet: version, node: Number(process.versions.node.split('.')[0]) });
    expect(VERSION).toBe(version);
  });

  it('gives the same numbers, to the last bit, when it is computed again out of its file', () => {
    const checked = check(written());
    expect(checked).toMatchObject({ digestHolds: true, differing: [] });
    expect(checked.numbers).toBeGreaterThan(100);
    expect(Report.safeParse(written()).success).toBe(true);
  });

  it('is found to be changed by the last bit of any one number', () => {
    const numbers = numberPaths(written().analysis);
    fc.assert(fc.property(fc.constantFrom(...numbers), (place) => {
      const report = written();
      const before = place.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], report.analysis) as number;
      const after = next(before);
      put(report.analysis, place, after);
      const { differing } = checkReport(report, report.analysis);
      expect(differing).toEqual([{ path: `analysis.${place.join('.')}`, filed: after, computed: before }]);
    }), { numRuns: 40 });
  });

  it('is found to have more or less than its evidence gives', () => {
    const more = written();
    Object.assign(more.analysis.verdict, { confidence: 1 });
    expect(check(more).differing).toEqual([{ path: 'analysis.verdict.confidence', filed: 1, computed: undefined }]);
    const fewer = written();
    fewer.analysis.gates.pop();
    expect(check(fewer).differing).toMatchObject([{ path: `analysis.gates.${fewer.analysis.gates.length}`, filed: undefined }]);
    const said = written();
    said.analysis.verdict.sentence = 'Buy it.';
    expect(check(said).differing).toMatchObject([{ path: 'analysis.verdict.sentence', filed: 'Buy it.' }]);
  });

  it('is found to have other evidence than its digest says, even where no number moves', () => {
    const report = written();
    report.evidence.experiment.hypothesis = 'I always said so.';
    expect(check(report)).toMatchObject({ digestHolds: false, differing: [] });
    const digest = written();
    expect(check({ ...digest, sha256: digest.sha256.replace(/^./, (first) => (first === '0' ? '1' : '0')) }).digestHolds).toBe(false);
  });

  it('has the same digest however its keys are ordered', () => {
    const turned = JSON.parse(JSON.stringify(evidence), (_, part: unknown) => (isRecord(part) ? Object.fromEntries(Object.entries(part).reverse()) : part)) as Evidence;
    expect(Object.keys(turned)).not.toEqual(Object.keys(evidence));
    expect(reportOf(turned).sha256).toBe(reportOf(evidence).sha256);
  });

  it('is what it was for a file of before fallbacks were kept: nothing added, no digest moved, no number but in its last digits', () => {
    const { report, filed } = parseReport(readFileSync(path.join(import.meta.dirname, 'before-fallbacks.fixture.json'), 'utf8'), 'old.json');
    const { digestHolds, differing, numbers } = checkReport(report, filed);
    expect([digestHolds, numbers]).toEqual([true, 172]);
    // On the Node that made the file there is no difference at all.
    // Sentences may be worded better since.
    for (const { path, computed, filed } of differing.filter((one) => !/\.(sentence|evidence)$/.test(one.path))) expect([path, Math.abs(Number(computed) / Number(filed) - 1) < 1e-12]).toEqual([path, true]);
  });

  it('is told in text with its verdict, gates, comparisons and what differs, at most 20 of it', () => {
    const report = written();
    const same = reportText(report, check(report));
    expect(same).toContain(report.analysis.verdict.sentence);
    expect(same).toMatch(/mean rating +Fine-tuned +primary +4\.00 +4\.66 +0\.66/);
    expect(same).toMatch(/share resolved alone +Fine-tuned +secondary +60\.0 % +70\.0 % +10\.0 points/);
    expect(same).toMatch(/all [\d,]+ numbers are equal to the last bit/);
    const torn = { ...report, duet: '0.0.1', analysis: { ...report.analysis, comparisons: [], gates: [], nonResponse: [], guardrails: [], sequences: [], verdict: { ...report.analysis.verdict, daysLeft: 7, sentence: '', evidence: '', variantId: 'x', conclusion: 'keep' as const } } };
    const other = reportText(torn, check(torn));
    expect(other.split('\n').filter((line) => line.startsWith('  analysis.'))).toHaveLength(20);
    expect(other).toMatch(/and \d+ more\nThe file was made by Duet 0\.0\.1/);
  });

  it('tells in text what was known of visitors before, topic by topic', () => {
    const report = reportOf(withTopics);
    const told = reportText(report, check(written(report)));
    expect(told).toMatch(/Fine-tuned, mean rating by topic of the first message: all topics tested together, p < 0\.0001\./);
    expect(told).toMatch(/Refunds +200 +1\.\d\d +1\.\d\d to 1\.\d\d +- +< 0\.0001 +better here/);
    expect(told).toContain('Shared out least evenly of 2 groups by topic, language, browser and time of day: Delivery (260 of 250, 240 of 250 expected; adjusted p = 0.7422).');
    expect(told).toContain('ok       Variants met the same mix of first questions');
  });

  it('tells in text, and in a table, what ratings come to when weighted by who rates', () => {
    const sums = (rated: number, score: number) => ({ units: 200, raters: rated, a: 200, x: rated, y: rated * score, aa: 200, xx: rated, yy: rated * score * score, ax: rated, ay: rated * score, xy: rated * score });
    const asked = [['a', 'refund', 40, 1], ['a', 'parcel', 100, 4], ['b', 'refund', 100, 1], ['b', 'parcel', 100, 4]].map(([variantId, topic, rated, score]) =>
      ({ variantId: variantId as string, epoch: 1, topic: topic as string, earlier: 'none' as const, ...sums(rated as number, score as number) }));
    const report = reportOf({ ...evidence, asked });
    expect(reportText(report, check(written(report)))).toMatch(/Fine-tuned, mean rating weighted by who rates \(2 kinds of visitor\): 0\.00 \(−0\.\d\d to 0\.\d\d\) against the control; without weights −0\.64/);
    const [row] = parse<Record<string, string>>(comparisonsCsv(report.evidence, report.analysis), { columns: true, record_delimiter: '\r\n' });
    const found = report.analysis.nonResponse[1];
    if (found?.weighted?.kind !== 'difference') throw new Error('ratings are weighted');
    expect([row?.['response_weighted_difference'], row?.['response_weighted_low'], row?.['always_rate_low'], row?.['silent_high']].map(Number)).toEqual([found.weighted.value, found.weighted.low, found.leeBounds?.low, found.differenceBounds?.high]);
  });

  it('is equal where a file of an earlier release says nothing of what is analysed since', () => {
    const { routing, ...earlier } = written().analysis;
    expect(routing).toBeNull();
    expect(check({ ...written(), analysis: earlier as Report['analysis'] })).toMatchObject({ digestHolds: true, differing: [] });
  });

  it('is told with the rule by topic that follows from its topics', () => {
    const about = (topic: string, variantId: string, scores: readonly number[]) => ({ topic, name: `About ${topic}`, variantId, epoch: 1, sums: ratings(variantId, scores, 100).sums });
    const segments = [about('refunds', 'a', [2, 3]), about('refunds', 'b', [4, 5]), about('parcels', 'a', [4, 5]), about('parcels', 'b', [2, 3])];
    const report = reportOf({ ...evidence, segments, looks: [], cells: [ratings('a', [2, 3, 4, 5], 200), ratings('b', [4, 5, 2, 3], 200)] });
    const told = reportText(report, check(written(report)));
    expect(told).toMatch(/About refunds to Fine-tuned, everything else to Prompt: .*test/);
    expect(told).toMatch(/\ntopic +answered by\n.*About refunds +Fine-tuned\n.*everything else +Prompt/s);
    expect(check(written(report)).differing).toEqual([]);
  });

  it('says how visitors were shared out where the shares followed what was measured', () => {
    const base = evidenceOf({ assigned: { a: 500, b: 500, c: 500 } });
    const evidence = { ...base, epochs: base.epochs.map((epoch) => ({ ...epoch, weights: { a: 4_000, b: 3_000, c: 3_000 } })) };
    const told = (report: Report): string => reportText(report, check(written(report)));
    const adaptive = reportOf({ ...evidence, plan: { ...evidence.plan, allocation: { kind: 'adaptive', method: 'top_two', floor: 1_000, controlShare: 2_500 } }, epochs: [...evidence.epochs, { ...evidence.epochs[0]!, number: 2, weights: { a: 2_500, b: 1_500, c: 6_000 } }] });
    expect(told(adaptive)).toContain('Adaptive shares by top-two Thompson sampling: at least 10 % each, the control keeps 25 %; 2 periods, each compared on its own, the last with Prompt 25 %, Fine-tuned 15 %, Hybrid 60 %.');
    expect(told(reportOf(evidence))).not.toContain('Adaptive');
  });

  it('cannot move the cursor of a terminal', () => {
    const report = reportOf({ ...evidence, experiment: { ...evidence.experiment, name: 'A\u001b[2J\u009bB' } });
    expect(reportText(report, check(written(report)))).toContain('A\u{FFFD}[2J\u{FFFD}B');
  });
});

describe('the comparisons as CSV', () => {
  const table = (from: Evidence): Record<string, string>[] => parse(comparisonsCsv(from, reportOf(from).analysis), { columns: true, record_delimiter: '\r\n' });

  it('have a row each, whose numbers are those of the analysis', () => {
    const { comparisons } = reportOf(evidence).analysis;
    const rows = table(evidence);
    expect(rows.map(({ measure }) => measure)).toEqual(comparisons.map(({ measure }) => measure));
    const [csat] = comparisons;
    if (csat?.difference.kind !== 'difference') throw new Error('ratings are compared');
    expect([rows[0]?.['difference'], rows[0]?.['anytime_low'], rows[0]?.['running_p'], rows[0]?.['adjusted_p']].map(Number)).toEqual([csat.difference.value, csat.difference.anytime?.low, csat.difference.running?.p, csat.adjustedP]);
    expect(rows.find(({ measure }) => measure === 'thumbs')).toMatchObject({ result: 'too-few', units: '0', units_needed: '30', difference: '', p: '' });
  });

  it('have a row for each topic of the measure that decides, in the same columns', () => {
    const { segments: [found] } = reportOf(withTopics).analysis;
    const rows = table(withTopics).filter(({ role }) => role === 'topic');
    expect(rows.map((row) => [row['topic'], row['variant'], row['measure'], row['topic_claim'], Number(row['difference']), Number(row['adjusted_p'])]))
      .toEqual(found?.topics.map(({ name, claim, value, adjustedP }) => [name, 'Fine-tuned', 'csat', claim, value, adjustedP]));
    expect(rows.map((row) => row['topic_claim'])).toEqual(['better', 'open']);
    expect(Object.keys(rows[0]!)).toEqual(Object.keys(table(evidence)[0]!));
  });

  it('keep a name that a spreadsheet would run as text', () => {
    const [control, treatment] = evidence.variants;
    expect(table({ ...evidence, variants: [control!, { ...treatment!, name: '=HYPERLINK("x")' }] })[0]?.['variant']).toBe('\'=HYPERLINK("x")');
  });
});

describe('a file that is no report', () => {
  it.each([
    ['{"format":\n"duet-report-1",\n}', /^r\.json is not JSON, line 3: /],
    ['', /^r\.json is not JSON, line 1: /],
    ['[]', /^r\.json is no report: the file: /],
    [JSON.stringify({ ...written(), format: 'duet-report-9' }), /^r\.json is no report: format: /],
    [JSON.stringify({ ...written(), evidence: { ...evidence, costCap: 'much' } }), /^r\.json is no report: evidence\.costCap: /],
  ])('is refused by its line or its field: %#', (content, sentence) => {
    expect(() => parseReport(content, 'r.json')).toThrow(sentence);
  });
});

describe('canonical JSON', () => {
  // The members of RFC 8785, section 3.2.3, which are sorted by UTF-16 code units.
  it('sorts as RFC 8785 does', () => {
    const keys = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' };
    expect(Object.values(JSON.parse(`[${canonicalJson(keys).slice(1, -1).replace(/"(?:[^"\\]|\\.)*":/g, '')}]`) as string[])).toEqual(
      ['Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh']);
  });

  it('sorts whole numbers as text, and says what it was given', () => {
    expect(canonicalJson({ 2: [1, { b: null, a: 1e21 }], 10: 'x', none: undefined })).toBe('{"10":"x","2":[1,{"a":1e+21,"b":null}]}');
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }));
  });
});

const isRecord = (part: unknown): part is Record<string, unknown> => typeof part === 'object' && part !== null && !Array.isArray(part);

/** Where the numbers stand that are no whole ones. */
function numberPaths(part: unknown, place: string[] = []): string[][] {
  if (typeof part === 'number') return Number.isInteger(part) ? [] : [place];
  return typeof part === 'object' && part !== null ? Object.entries(part).flatMap(([key, one]) => numberPaths(one, [...place, key])) : [];
}

function put(part: unknown, place: readonly string[], value: number): void {
  const parent = place.slice(0, -1).reduce<unknown>((one, key) => (one as Record<string, unknown>)[key], part) as Record<string, unknown>;
  parent[place.at(-1)!] = value;
}

/** The double beside it. */
function next(value: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  bits.setBigUint64(0, bits.getBigUint64(0) + 1n);
  return bits.getFloat64(0);
}
