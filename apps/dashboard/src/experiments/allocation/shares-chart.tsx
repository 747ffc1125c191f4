import type { ReactNode } from 'react';
import { CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { Mark, Swatch } from '../../charts/mark.tsx';
import { VariantName } from '../../charts/variant-name.tsx';
import { instant, weight } from '../../format.ts';
import type { LookedVariant } from '../looked-variants.ts';
import { timeTick } from '../sequence/time-tick.ts';
import type { SharesRow } from './shares-rows.ts';
import { words } from './strings.ts';
import charts from '../../charts/charts.module.css';

interface Props {
  rows: readonly SharesRow[];
  variants: readonly LookedVariant[];
  title: string;
  timeZone: string;
}

const margin = { top: 8, right: 12, bottom: 0, left: 0 };
/** Beyond so many periods the marks would hide the lines. */
const MOST_MARKED = 40;

/** A step for each change of shares. */
export default function SharesChart({ rows, variants, title, timeZone }: Props): ReactNode {
  const tick = timeTick(rows.map(({ time }) => time), timeZone);
  const label = words.chart.figure(title, variants.map(({ variant }) => variant.name).join(', '));
  return (
    <figure aria-label={label} className={charts.figure}>
      <ul className={charts.key}>{variants.map(({ variant, look }) => <li key={variant.id}><VariantName look={look} name={variant.name} isControl={variant.isControl} isTwin={variant.isTwin} /></li>)}</ul>
      <div className={charts.plot}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={[...rows]} margin={margin} accessibilityLayer title={title}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="time" type="number" scale="time" domain={['dataMin', 'dataMax']} tickFormatter={tick} tickLine={false} axisLine={{ stroke: 'var(--line-strong)' }} minTickGap={40} padding={{ left: 8, right: 8 }} />
            <YAxis width={56} domain={[0, 'auto']} tickFormatter={weight} tickLine={false} axisLine={false} />
            <Tooltip cursor={{ stroke: 'var(--line-strong)' }} isAnimationActive={false} content={<SharesTip variants={variants} timeZone={timeZone} />} />
            {variants.map(({ variant, look }) => (
              <Line
                key={variant.id} type="stepAfter" dataKey={({ shares }: SharesRow) => shares[variant.id] ?? null} stroke={look.colour} strokeWidth={2} strokeDasharray={look.dash ?? '0'} isAnimationActive={false} activeDot={false}
                dot={({ cx, cy, index = 0 }: { cx?: number; cy?: number; index?: number }) => (rows.length <= MOST_MARKED && typeof cx === 'number' && typeof cy === 'number' ? <Mark key={index} look={look} x={cx} y={cy} /> : <g key={index} />)}
              />
            ))}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}

interface TipProps {
  variants: readonly LookedVariant[];
  timeZone: string;
  /** Given by the chart. */
  active?: boolean;
  payload?: readonly { payload?: SharesRow }[];
}

function SharesTip({ variants, timeZone, active, payload }: TipProps): ReactNode {
  const row = payload?.[0]?.payload;
  if (!active || !row) return null;
  return (
    <div className={charts.tip}>
      <p className={charts.day}>{instant(new Date(row.time).toISOString(), timeZone)}</p>
      {variants.map(({ variant, look }) => <p key={variant.id}><Swatch look={look} /> {variant.name}: {weight(row.shares[variant.id] ?? 0)}</p>)}
    </div>
  );
}
