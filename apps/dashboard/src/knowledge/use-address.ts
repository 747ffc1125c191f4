import { useSearchParams } from 'react-router';

export interface Address<Name extends string> {
  values: Partial<Record<Name, string>>;
  any: boolean;
  set: (name: Name, value: string | null) => void;
  clear: () => void;
}

/** Filters of a list; they live in the address, so that a view can be shared. */
export function useAddress<Name extends string>(names: readonly Name[]): Address<Name> {
  const [params, setParams] = useSearchParams();
  const values = Object.fromEntries(names.flatMap((name) => (params.get(name) ? [[name, params.get(name)]] : []))) as Address<Name>['values'];
  const set = (name: Name, value: string | null): void =>
    setParams((now) => {
      if (value) now.set(name, value);
      else now.delete(name);
      return now;
    }, { replace: true });
  return { values, any: Object.keys(values).length > 0, set, clear: () => setParams({}, { replace: true }) };
}
