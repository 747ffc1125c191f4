import { Select } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSession } from '../session.tsx';
import { useExperiments, useSites } from './data.ts';
import { dayBefore, today } from './days.ts';
import { words } from './strings.ts';
import type { Filters } from './use-filters.ts';
import css from './overview.module.css';

const presets = [7, 14, 30, 90];
const DEFAULT_DAYS = 14;

/** Which of the presets the range is; `custom` for other days. */
function presetOf({ range }: Filters, now: string): string {
  if (!range.from && !range.to) return String(DEFAULT_DAYS);
  const fits = presets.find((days) => range.to === now && range.from === dayBefore(now, days - 1));
  return fits ? String(fits) : 'custom';
}

/** Period, site, experiment and traffic; all of it lives in the address. */
export function FilterBar({ filters }: { filters: Filters }): ReactNode {
  const { range, change } = filters;
  const { workspace } = useSession();
  const sites = useSites().data?.items ?? [];
  const experiments = useExperiments().data?.items ?? [];
  const now = today(workspace.timeZone, new Date());
  const preset = presetOf(filters, now);
  const [choosing, setChoosing] = useState<[string | null, string | null] | null>(null);
  const custom = preset === 'custom' || choosing !== null;
  const choosePreset = (value: string | null) => {
    if (value === 'custom') return setChoosing([range.from ?? dayBefore(now, DEFAULT_DAYS - 1), range.to ?? now]);
    setChoosing(null);
    const days = Number(value);
    change(days === DEFAULT_DAYS ? { from: undefined, to: undefined } : { from: dayBefore(now, days - 1), to: now });
  };
  const chooseDays = ([from, to]: [string | null, string | null]) => {
    setChoosing([from, to]);
    if (!from || !to) return;
    setChoosing(null);
    change({ from, to });
  };
  return (
    <div className={css.filters}>
      <Select
        aria-label={words.filters.period} value={custom ? 'custom' : preset} onChange={choosePreset} allowDeselect={false} w={140}
        data={[...presets.map((days) => ({ value: String(days), label: words.filters.lastDays(days) })), { value: 'custom', label: words.filters.custom }]}
      />
      {custom && (
        <DatePickerInput
          type="range" value={choosing ?? [range.from ?? null, range.to ?? null]} onChange={chooseDays}
          maxDate={now} hideOutsideDates popoverProps={{ withRoles: false, withinPortal: false }} valueFormat="D MMM YYYY" allowSingleDateInRange w={230}
          ariaLabels={words.filters.calendar}
        />
      )}
      <Select
        aria-label={words.filters.site} value={range.siteId ?? null} placeholder={words.filters.allSites} clearable={Boolean(range.siteId)} w={160}
        onChange={(siteId) => change({ siteId: siteId ?? undefined, experimentId: undefined })} data={sites.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        aria-label={words.filters.experiment} value={range.experimentId ?? null} placeholder={words.filters.allExperiments}
        clearable={Boolean(range.experimentId)} w={180} onChange={(experimentId) => change({ experimentId: experimentId ?? undefined })}
        data={experiments.filter(({ siteId }) => !range.siteId || siteId === range.siteId).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        aria-label={words.filters.traffic} value={range.traffic ?? 'all'} allowDeselect={false} w={176}
        onChange={(traffic) => change({ traffic: traffic === 'all' ? undefined : traffic ?? undefined })}
        data={[{ value: 'all', label: words.filters.allTraffic }, { value: 'live', label: words.filters.liveTraffic }, { value: 'replay', label: words.filters.replayTraffic }]}
      />
    </div>
  );
}
