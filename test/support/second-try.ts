import { jest } from '@jest/globals';

// Suites drive processes, databases, sockets and browsers on a machine that may do much else: a test that fails gets one
// more try, at once, and the end of the run names it, so that it is mended and not forgotten.
jest.retryTimes(1, { logErrorsBeforeRetry: true, retryImmediately: true });
