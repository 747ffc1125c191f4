import type { ReactNode } from 'react';
import { Link } from 'react-router';
import icon from '../favicon.svg';
import { shellWords } from '../strings.ts';
import css from './shell.module.css';

export const Brand = (): ReactNode => (
  <Link to="/" className={css.brand}><img src={icon} width={22} height={22} alt="" /> {shellWords.product}</Link>
);
