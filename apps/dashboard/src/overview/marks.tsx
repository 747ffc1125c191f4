import type { ReactNode } from 'react';
import type { ReportMark, SatisfactionReport } from '#contracts';
import { instant } from '../format.ts';
import { useSession } from '../session.tsx';
import { lettersOf } from './letters.ts';
import { words } from './strings.ts';
import css from './overview.module.css';

const text = words.marks;

/** Where the chart draws a letter: at points of time that it shows, when there is a before and an after. */
export const letteredMarks = ({ groups, marks }: SatisfactionReport): { start: string; letter: string }[] => {
  const shown = new Set(groups.flatMap(({ points }) => points.map(({ start }) => start)));
  return shown.size === 1 ? [] : lettersOf(marks).filter(({ start }) => shown.has(start));
};

const happened = ({ kind, phase }: ReportMark): string => (kind === 'variants' ? text.variants(phase) : text[kind]);

/** What the letters stand for. */
export function Marks({ report }: { report: SatisfactionReport }): ReactNode {
  const { timeZone } = useSession().workspace;
  const letters = new Map(letteredMarks(report).map(({ start, letter }) => [start, letter]));
  const shown = report.marks.filter(({ start }) => letters.has(start));
  if (shown.length === 0) return null;
  return (
    <ul className={css.marks} aria-label={text.title}>
      {shown.map((mark) => (
        <li key={`${mark.experimentId} ${mark.phase} ${mark.epoch}`}>
          <b>{letters.get(mark.start)}</b> {instant(mark.at, timeZone)}: {mark.experimentName}, {happened(mark)}{mark.reason && `: ${mark.reason}`}
        </li>
      ))}
    </ul>
  );
}
