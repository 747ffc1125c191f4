const path = require('node:path');
const { pathToFileURL } = require('node:url');

let files = 0;

/**
 * Lets Jest run a suite as Node runs any program: modules are loaded by Node itself, once for all suites of a worker. In a
 * sandbox of its own, each of 400 suites would load the whole server anew, which took more time than the tests.
 */
module.exports = class ProcessRuntime {
  constructor(_config, environment) {
    if (!process.execArgv.some((arg) => arg.endsWith('runner/loader.mjs'))) throw new Error('Suites are run by `npm test -- <pattern>`: Node reads their TypeScript with a loader of ours.');
    this.environment = environment;
    globalThis.jest = this.jest();
  }

  /** The framework keeps the state of one file: each file gets a new one. */
  requireInternalModule(file) {
    for (const symbol of Object.getOwnPropertySymbols(globalThis)) if (/^(JEST_STATE_SYMBOL|EVENT_HANDLERS)$/.test(symbol.description)) delete globalThis[symbol];
    delete require.cache[file];
    return require(file);
  }

  requireModule(file) {
    return require(file);
  }

  /** @param file a suite, or what runs before each: evaluated anew; what it imports is not */
  async unstable_importModule(file) {
    await import(`${pathToFileURL(path.resolve(file)).href}?run=${++files}`);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  setGlobalsForRuntime(globals) {
    Object.assign(globalThis, globals);
  }

  getSourceMaps() {
    return new Map();
  }

  getAllCoverageInfoCopy() {}
  enterTestCode() {}
  leaveTestCode() {}
  teardown() {}

  jest() {
    const { moduleMocker: mocker, fakeTimersModern: timers } = this.environment;
    return {
      fn: mocker.fn.bind(mocker),
      spyOn: mocker.spyOn.bind(mocker),
      mocked: (mocked) => mocked,
      restoreAllMocks: () => mocker.restoreAllMocks(),
      useFakeTimers: (settings) => timers.useFakeTimers(settings),
      useRealTimers: () => timers.useRealTimers(),
      advanceTimersByTime: (ms) => timers.advanceTimersByTime(ms),
      setTimeout: (ms) => { globalThis[Symbol.for('TEST_TIMEOUT_SYMBOL')] = ms; },
      retryTimes: (times, { logErrorsBeforeRetry, retryImmediately } = {}) => {
        globalThis[Symbol.for('RETRY_TIMES')] = times;
        globalThis[Symbol.for('LOG_ERRORS_BEFORE_RETRY')] = logErrorsBeforeRetry;
        globalThis[Symbol.for('RETRY_IMMEDIATELY')] = retryImmediately;
      },
    };
  }
};
