const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

const { console: realConsole, Error: { prepareStackTrace, stackTraceLimit } } = globalThis;
const realExit = process.exit;
/** What `jest.setTimeout` and `jest.retryTimes` leave behind for the file that asked. */
const askedByFile = ['TEST_TIMEOUT_SYMBOL', 'RETRY_TIMES', 'RETRY_IMMEDIATELY', 'WAIT_BEFORE_RETRY', 'LOG_ERRORS_BEFORE_RETRY'].map((name) => Symbol.for(name));

/** The process itself, not a sandbox in it; what a suite changed in it is put back behind it. */
module.exports = class ProcessEnvironment {
  constructor({ projectConfig }) {
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {
    this.settings = { ...process.env };
    // Node maps stacks of what it loads itself.
    Object.assign(Error, { prepareStackTrace, stackTraceLimit: 30 });
  }

  async teardown() {
    this.fakeTimersModern.dispose();
    this.moduleMocker.restoreAllMocks();
    for (const name of Object.keys(process.env)) if (!(name in this.settings)) delete process.env[name];
    Object.assign(process.env, this.settings);
    for (const symbol of askedByFile) delete globalThis[symbol];
    Object.assign(globalThis, { console: realConsole });
    Object.assign(process, { exit: realExit });
    Error.stackTraceLimit = stackTraceLimit;
  }

  getVmContext() {
    return null;
  }
};
