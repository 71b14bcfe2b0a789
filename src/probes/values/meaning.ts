/** Words of names whose values stand for something that an API knows and a schema does not. */
const MEANING = new Set(
  `id ids uuid guid no nr num number code codes ref reference key token tokens password pin otp account iban bic
  card cvc cvv vat tax sku isbn ean slug user owner parent year years month months day days date dates time times
  timestamp at expiry expires exp from to since until before after start end amount amounts price prices total cost fee
  balance sum discount lat latitude lng lon longitude phone mobile fax email mail country currency language locale region
  state zip postal postcode city url uri link host domain ip page offset cursor version coupon coupons`.split(
    /\s+/,
  ),
);

/** Names of what a client makes up by itself, and of how much of a list it wants. */
const OWN = /correlation|request|trace|per.?page|page.?size/i;

const PROSE =
  /^(name|names|nickname|title|description|notes?|comments?|label|message|subject|text|remarks?|summary|reason|memo|bio)$/;

function wordsOf(name: string): string[] {
  return name.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase());
}

/** True for a name whose values an API may refuse for what they mean: a thing that it does not know, a day that is over. */
export function hasMeaning(name: string): boolean {
  return !OWN.test(name) && wordsOf(name).some((word) => MEANING.has(word));
}

/** True for the name of a text that is read by people alone. */
export function isProse(name: string): boolean {
  return wordsOf(name).some((word) => PROSE.test(word));
}
