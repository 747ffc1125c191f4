import { describe, expect, it } from '@jest/globals';
import { browserFamilyOf } from './browser-family.ts';

const KHTML = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('the family of a browser', () => {
  it.each([
    ['chrome', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/131.0.0.0 Safari/537.36`],
    ['chrome', `Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 40) ${KHTML} Chrome/131.0.0.0 Mobile Safari/537.36`],
    ['chrome', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1'],
    ['safari', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15'],
    ['safari', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'],
    ['firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0'],
    ['firefox', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/133.0 Mobile/15E148 Safari/605.1.15'],
    ['edge', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.2903.70`],
    ['edge', `Mozilla/5.0 (Linux; Android 10; Pixel 3 XL) ${KHTML} Chrome/131.0.0.0 Mobile Safari/537.36 EdgA/131.0.2903.48`],
    ['other', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/131.0.0.0 Safari/537.36 OPR/115.0.0.0`],
    ['other', `Mozilla/5.0 (Linux; Android 14; SM-S928B) ${KHTML} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`],
    ['automated', `Mozilla/5.0 (X11; Linux x86_64) ${KHTML} HeadlessChrome/131.0.6778.33 Safari/537.36`],
    ['automated', `Mozilla/5.0 ${KHTML.slice(0, 19)} (KHTML, like Gecko; compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/131.0.0.0 Safari/537.36`],
    ['automated', 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; GPTBot/1.2; +https://openai.com/gptbot'],
    ['automated', 'Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)'],
  ])('is %s for %s', (family, userAgent) => {
    expect(browserFamilyOf(userAgent)).toBe(family);
  });

  it('is another one for programs that are no browsers, for nothing, and for what only comes after half a thousand letters', () => {
    expect(['okhttp/4.12.0', 'node', 'curl/8.9.1', '', undefined, `${'x '.repeat(400)}Firefox/133.0`].map(browserFamilyOf)).toEqual(Array.from({ length: 6 }, () => 'other'));
  });
});
