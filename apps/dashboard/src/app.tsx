import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, lazy } from 'react';
import type { ReactNode } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { queries } from './api.ts';
import { Claim } from './entry/claim.tsx';
import { Invite } from './entry/invite.tsx';
import { Login } from './entry/login.tsx';
import { nonce } from './nonce.ts';
import { Late } from './parts/late.tsx';
import { SignedIn } from './session.tsx';
import { CrashBoundary } from './shell/crash-boundary.tsx';
import { ShellSkeleton } from './shell/shell-skeleton.tsx';
import { theme } from './theme.ts';

/** Live connection, palette and pages are of no use before somebody is signed in. */
const Shell = lazy(() => import('./shell/shell.tsx'));
const SharedPage = lazy(() => import('./shared/shared-page.tsx'));

export function App(): ReactNode {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={nonce}>
      <CrashBoundary>
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-right" autoClose={4_000} />
          <BrowserRouter>
            <Routes>
              <Route path="/login" element={<Login />} />
              <Route path="/setup/:token" element={<Claim />} />
              <Route path="/invite/:token" element={<Invite />} />
              <Route path="/shared/:token" element={<Suspense><SharedPage /></Suspense>} />
              <Route path="*" element={<SignedIn><Suspense fallback={<Late><ShellSkeleton /></Late>}><Shell /></Suspense></SignedIn>} />
            </Routes>
          </BrowserRouter>
        </QueryClientProvider>
      </CrashBoundary>
    </MantineProvider>
  );
}
