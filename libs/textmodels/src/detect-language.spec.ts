import { describe, expect, it } from '@jest/globals';
import { detectLanguage } from './detect-language.ts';

describe('the language of a message', () => {
  it.each([
    ['de', 'Ist die Regenjacke in Größe L noch auf Lager?'], ['de', 'ich habe zwei Lampen bestellt und nur eine bekommen'],
    ['es', 'me cobraron dos veces la misma compra'], ['es', '¿Cuál es el horario de la tienda?'],
    ['fr', 'Le casque est arrivé cassé'], ['it', 'Il casco è arrivato rotto, cosa devo fare?'], ['pt', 'As luzes não carregam, o que faço?'],
    ['nl', 'De lamp laadt niet meer op, wat nu?'], ['pl', 'Kask przyszedł uszkodzony, co mam zrobić?'], ['sv', 'Hjälmen kom trasig, vad gör jag nu?'],
    ['da', 'Hjelmen var i stykker, hvad gør jeg nu?'], ['fi', 'Kypärä on rikki, mitä teen?'], ['cs', 'Helma je rozbitá, co mám dělat?'],
    ['el', 'Το κράνος έσπασε'], ['ru', 'Шлем сломан'], ['uk', 'Шолом зламаний, що робити з ним і з чеком?'], ['ja', 'ヘルメットが壊れた'], ['zh', '头盔坏了'], ['ar', 'الخوذة مكسورة'],
  ])('is told as %s: %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it.each(['Is the Drizzle Shell in L still in stock?', 'die Lampe is broken, can you help', 'wheres my colis? Im in Lyon', 'I lost my password', 'refund pls', 'I am in Zürich, do you ship to me?'])('stays English: %s', (text) => {
    expect(detectLanguage(text)).toBe('en');
  });

  it.each(['BW-4471902', 'Milepost', '👍', '', '   '])('is not guessed from "%s"', (text) => {
    expect(detectLanguage(text)).toBeNull();
  });
});
