import { Button } from '@mantine/core';
import { Component } from 'react';
import type { ReactNode } from 'react';
import { shellWords } from '../strings.ts';
import css from '../parts/states.module.css';

/** Keeps a bug in one page from taking the others with it. */
export class CrashBoundary extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children;
    return (
      <div className={css.wholePage} role="alert">
        <p className={css.title}>{shellWords.crashTitle}</p>
        <p className={css.text}>{shellWords.crash}</p>
        <Button variant="default" onClick={() => location.reload()}>{shellWords.reload}</Button>
      </div>
    );
  }
}
