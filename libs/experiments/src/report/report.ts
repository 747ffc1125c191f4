import { createHash } from 'node:crypto';
import type { Analysis, Evidence, Report } from '#contracts';
import { VERSION } from '#platform';
import { analyse } from '../analysis/analyse.ts';
import { canonicalJson } from './canonical-json.ts';
import { compareValues, type ComparedValues } from './differences.ts';

/** Of this process. */
export const nodeMajor = (): number => Number(process.versions.node.split('.')[0]);

/** SHA-256 of the canonical JSON, in hexadecimal. */
const digestOf = (evidence: Evidence): string => createHash('sha256').update(canonicalJson(evidence)).digest('hex');

/** An experiment's numbers with all that they follow from. @throws RangeError when the evidence is impossible */
export const reportOf = (evidence: Evidence): Report =>
  ({ format: 'duet-report-1', duet: VERSION, node: nodeMajor(), evidence, analysis: analyse(evidence), sha256: digestOf(evidence) });

/** What checking a report has shown. */
export interface CheckedReport extends ComparedValues {
  /** Does the evidence have the digest that the file says? */
  digestHolds: boolean;
  /** Computed anew from the evidence. */
  analysis: Analysis;
}

/**
 * Computes a report's analysis again and holds it against the one in the file.
 *
 * @param filed the analysis as it stands in the file, with whatever else was put into it
 * @throws RangeError when the evidence is impossible
 */
export function checkReport({ evidence, sha256 }: Pick<Report, 'evidence' | 'sha256'>, filed: unknown): CheckedReport {
  const analysis = analyse(evidence);
  return { analysis, digestHolds: digestOf(evidence) === sha256, ...compareValues(filed, asWritten(analysis), 'analysis') };
}

/** JSON has no -0. */
const asWritten = (analysis: Analysis): unknown => JSON.parse(JSON.stringify(analysis));
