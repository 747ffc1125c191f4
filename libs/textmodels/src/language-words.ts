/** Frequent small words and the words of customer support, by language; what spells alike in several languages counts less. */
export const languageWords: Readonly<Record<string, string>> = {
  en: `the a an and or but is are was were be been am i you he she it we they me my your our their his her this that these those there here
    what where when why how who which can could do does did don't dont doesn't have has had will would should to of in on at for with from by
    not no yes please hello hi hey thanks thank help want need get got any some all just still yet if than then so about up out into long much many
    order orders parcel delivery deliver delivered shipping refund return returns money account password invoice card payment pay paid size
    change cancel track tracking broken wrong missing late item items shop store open gift voucher code sorry ok okay sent send received arrived
    wheres whats im ive id other others left come comes see take took bye care human real day days per must several make made find lost forgot broke stolen address email number club points light lights bag helmet`,
  de: `der die das den dem des ein eine einen einem einer und oder aber ist sind war waren bin sein ich du er sie es wir ihr mich mir mein meine meinen
    meinem meiner ihre ihren unser dieser diese dieses was wo wann warum wie wer welche kann könnte können koennen möchte moechte möglich habe hat haben
    hatte wird werden würde soll zu von im in am an auf für fuer mit aus bei nach nicht kein keine ja nein bitte hallo danke hilfe will brauche noch schon
    wenn als dann auch über um bis gibt lange viel viele zurück wieder heute morgen wurde angekommen vergessen umtauschen zurückgeben liefern liefert kommt kostet
    dauert bestellung bestellt bestellen paket sendung lieferung versand lieferzeit rückgabe erstattung rücksendung geld konto passwort rechnung zahlung zahlen
    größe ändern stornieren kaputt falsch defekt guten tag`,
  es: `el la los las un una unos unas y o pero es son era fue ser estar está esta están soy yo tú él ella nosotros me mi mis su sus tu tus nuestro este esto
    estos eso qué que dónde donde cuándo cuando por porqué cómo como quién cuál cuánto cuanto cuánta puedo puede podría hacer hacen hace he ha han
    tengo tiene para de del en a al con sin desde no sí si hola gracias ayuda quiero quisiera necesito todavía ya hay muy más también hasta favor
    pedido pedidos paquete envío envio envíos entrega enviar entregan reembolso devolver devolución dinero cuenta contraseña factura pago pagar tarjeta talla
    cambiar cancelar tarda llega llegado roto olvidado buenos días dos veces mismo misma compra cobrado comprado`,
  fr: `le la les un une des et ou mais est sont était être suis je tu il elle nous vous ils me mon ma mes votre vos notre ce cette ces quoi qu'est où quand pourquoi
    comment qui quel quelle quels combien peux peut puis pourrais faire ai as a avez avons ont avoir pas ne n'ai n'est pour de du dans en au aux avec sans
    sur par chez oui non bonjour merci aide veux voudrais besoin encore déjà si plus aussi très jusqu'à svp s'il plaît j'ai j'aimerais d'un d'une l'ai c'est
    commande commandé colis livraison livrer livrez expédition envoi remboursement retour retourner rembourser argent compte passe mot facture paiement payer carte taille
    échanger changer annuler oublié reçu arrive arrivé cassé coûte`,
  it: `il lo la i gli le un uno una e o ma è sono era essere sei io tu lui lei noi voi mi mio mia miei vostro questo questa questi che cosa dove quando perché come
    chi quale quanto quanti posso può potrei fare ho ha hai hanno avete avere non sì per di del della dei da in nel con senza su al alla ciao grazie aiuto
    voglio vorrei bisogno ancora già se più anche molto fino favore buongiorno ordine ordini pacco spedizione consegna spedire spedite consegnate rimborso
    restituire reso soldi conto password fattura pagamento pagare carta taglia cambiare annullare dimenticato arriva arrivato rotto costa`,
  pt: `o a os as um uma e ou mas é são era ser está estou eu tu ele ela nós você vocês me meu minha meus minhas seu sua este esta isto que onde quando porque
    como quem qual quanto posso pode poderia fazer tenho tem têm não sim para de do da dos em no na nos com sem por ao olá obrigado obrigada ajuda
    quero gostaria preciso ainda já se mais também muito até favor encomenda pedido pacote envio entrega enviar entregam entregar reembolso devolver devolução
    dinheiro conta palavra-passe senha fatura pagamento pagar cartão tamanho trocar cancelar demora chega chegou recebi esqueci custa casaco bom dia`,
  nl: `de het een en of maar is zijn was waren ben ik jij je u hij zij ze wij jullie mij me mijn uw onze dit dat deze die wat waar wanneer waarom hoe wie welke
    kan kunnen zou doen doe heb heeft hebben had wordt worden zal niet geen ja nee voor van in op aan met uit bij naar zonder hallo bedankt dank hulp wil
    nodig nog al als dan ook over tot er veel hoeveel terug weer alstublieft graag bestelling besteld pakket pakje levering verzending leveren bezorgen
    bezorgd terugbetaling retour retourneren geld account wachtwoord vergeten factuur betaling betalen maat ruilen wijzigen annuleren kost duurt kapot`,
  pl: `i w z na do nie tak to jest są był być jestem ja ty on ona my wy mnie mój moja moje moją mojego twój ten ta te co gdzie kiedy dlaczego jak kto który ile
    czy mogę może można zrobić mam ma mieć chcę chciałbym potrzebuję proszę dzień dobry cześć dziękuję pomoc jeszcze już jeśli też bardzo od po za przez
    zamówienie zamówienia zamówienie paczka paczki dostawa dostawy wysyłka zwrot zwrotu zwrócić pieniądze pieniędzy konto hasło hasła faktura fakturę płatność
    rozmiar wymienić anulować kosztuje trwa przyszła dostałem zapomniałem`,
  sv: `en ett och eller men är var vara jag du han hon vi ni mig min mitt mina din ditt er den det denna detta vad var när varför hur vem vilken kan kunde göra
    har hade ska skulle inte ingen ja nej för av i på till med från utan hej tack hjälp vill behöver fortfarande redan om än då också mycket tillbaka få fått
    beställning beställt order paket paketet leverans leverera frakt frakten återbetalning retur returnera pengar pengarna konto lösenord faktura betalning
    storlek byta ändra avbeställa kostar tar kommer glömt`,
  da: `en et og eller men er var være jeg du han hun vi i mig min mit mine din den det denne dette hvad hvor hvornår hvorfor hvordan hvem hvilken kan kunne gøre
    har havde skal ville ikke ingen ja nej for af på til med fra uden hej tak hjælp vil gerne brug stadig allerede hvis også meget tilbage få fået
    bestilling bestilt ordre pakke pakken levering leverer leverer fragt refusion retur returnere penge konto adgangskode faktura betaling størrelse bytte
    ændre annullere koster tager kommer glemt`,
  no: `en et og eller men er var være jeg du han hun vi dere meg min mitt mine din den det denne dette hva hvor når hvorfor hvordan hvem hvilken kan kunne gjøre
    har hadde skal ville ikke ingen ja nei for av på til med fra uten hei takk hjelp vil gjerne trenger fortsatt allerede hvis også mye tilbake få fått
    bestilling bestilt ordre pakke pakken levering leverer frakt refusjon retur returnere penger konto passord faktura betaling størrelse bytte
    endre kansellere koster tar kommer glemt`,
  fi: `ja tai mutta on ovat oli olla olen minä sinä hän me te minun sinun tämä se mikä mitä missä milloin koska miksi miten kuka kuinka voinko voiko voi saanko
    saa en ei kyllä jos myös vielä jo hei kiitos apua haluan haluaisin tarvitsen kanssa ilman paljonko kauan tilaus tilaukseni tilauksen paketti pakettini
    toimitus toimitatteko palautus palauttaa rahat tili salasana lasku maksu maksaa koko vaihtaa peruuttaa kestää`,
  cs: `a nebo ale je jsou byl být jsem já ty on ona my vy mě můj moje můj svůj ten ta to co kde kdy proč jak kdo který kolik mohu můžu může lze mám má mít chci
    chtěl potřebuji prosím dobrý den ahoj děkuji pomoc ještě už jestli také velmi od do na v s z po za přes ne ano objednávka objednávku objednávky balík
    zásilka doprava dodání vrácení vrátit peníze účet heslo faktura platba velikost vyměnit zrušit stojí trvá přišel`,
  hu: `a az egy és vagy de van vannak volt lenni vagyok én te ő mi ti nekem az enyém ez mi mit hol mikor miért hogyan ki melyik mennyi mennyibe tudok lehet nem
    igen kérem szia köszönöm segítség szeretnék szeretném kell még már ha is nagyon csomag csomagom szállítás rendelés rendelésem rendelésemet visszatérítés
    visszaküldés pénz fiók jelszó számla fizetés méret cserélni lemondani kerül`,
  ro: `și sau dar este sunt era fi eu tu el ea noi voi îmi meu mea mei acest aceasta ce unde când de la cu pentru din pe nu da dacă cum cine care cât pot poate
    am are avea vreau aș nevoie bună mulțumesc ajutor încă deja foarte comanda comandă colet coletul livrare livrarea livrați rambursare returna retur bani cont
    parola factură plată mărime schimba anula costă durează`,
  tr: `ve veya ama bir bu şu o ben sen biz siz benim senin ne nerede nasıl neden kim hangi kaç zaman var yok değil evet hayır için ile mi mı mu mü lütfen
    merhaba teşekkürler yardım istiyorum ihtiyacım hala çok daha sipariş siparişim siparişimi kargo kargom teslimat iade para hesap şifre fatura ödeme beden
    değiştirmek iptal etmek kadar ücreti`,
};

/** Letters that only these languages write. */
export const languageLetters: readonly (readonly [letters: RegExp, languages: readonly string[]])[] = [
  [/[ß]/u, ['de']], [/[äöü]/u, ['de']], [/[äö]/u, ['sv', 'fi']], [/[ñ¿¡]/u, ['es']], [/[ãõ]/u, ['pt']], [/[çêèàùœ]/u, ['fr']], [/[é]/u, ['fr', 'es', 'pt', 'it', 'hu', 'cs']],
  [/[óíú]/u, ['es', 'pt', 'hu', 'cs']], [/[ìò]/u, ['it']], [/[ąćęłńśźż]/u, ['pl']], [/[å]/u, ['sv', 'da', 'no']], [/[æø]/u, ['da', 'no']], [/[ěřůčšž]/u, ['cs']],
  [/[őű]/u, ['hu']], [/[ăâîșţț]/u, ['ro']], [/[ğışö]/u, ['tr']],
];

/** Languages that a script alone gives away. */
export const languageScripts: readonly (readonly [script: RegExp, language: string])[] = [
  [/\p{Script=Greek}/gu, 'el'], [/[іїєґ]/giu, 'uk'], [/\p{Script=Cyrillic}/gu, 'ru'], [/\p{Script=Arabic}/gu, 'ar'], [/\p{Script=Hebrew}/gu, 'he'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'], [/\p{Script=Hangul}/gu, 'ko'], [/\p{Script=Han}/gu, 'zh'], [/\p{Script=Thai}/gu, 'th'], [/\p{Script=Devanagari}/gu, 'hi'],
];
