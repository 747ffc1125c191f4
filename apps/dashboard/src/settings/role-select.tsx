import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { Role } from '#contracts';
import { roleMeanings, roleNames } from './strings.ts';

interface Props {
  value: Role;
  onChange: (role: Role) => void;
  label?: string;
  ariaLabel?: string;
  disabled?: boolean;
}

export const RoleSelect = ({ value, onChange, label, ariaLabel, disabled = false }: Props): ReactNode => (
  <Select
    {...(label ? { label, description: `${roleNames[value]} ${roleMeanings[value]}.` } : {})} {...(ariaLabel ? { 'aria-label': ariaLabel } : {})}
    size={label ? 'sm' : 'xs'} allowDeselect={false} disabled={disabled} value={value} data={Role.options.map((role) => ({ value: role, label: roleNames[role] }))}
    onChange={(chosen) => onChange(Role.options.find((role) => role === chosen) ?? value)}
  />
);
