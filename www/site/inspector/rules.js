/** Why the scrubber changes something: a short name, and the sentence that explains it. In the words of `ScrubRule`. */
const RULES = {
  Email: ['e-mail', 'An e-mail address.'],
  Secret: ['secret', 'A token, a key or a hash.'],
  Uuid: ['UUID', 'A UUID, which often stands for a person.'],
  Card: ['card', 'The number of a payment card: its check digit is right.'],
  Iban: ['IBAN', 'The number of a bank account: its check digits are right.'],
  Phone: ['phone', 'A telephone number.'],
  Ip: ['IP', 'An IP address.'],
  Location: ['place', 'Coordinates of a place.'],
  Name: ['name', 'The parameter’s name says that its value is personal.'],
  Policy: ['policy', 'The policy has a rule of its own for it.'],
  UserInfo: ['login', 'A user name or a password before the host.'],
  Template: ['route', 'The policy has a template for this route.'],
  Unknown: ['unknown', 'It is not on the list of what this policy lets through.'],
  Referrer: ['referrer', 'The query and the hash of another site’s address.'],
  TooDeep: ['depth', 'It is encoded more often than anyone reads.'],
};

/**
 * @param {string} rule as the tracker names it
 * @returns {{ label: string, about: string }}
 */
export function ruleOf(rule) {
  const [label, about] = RULES[rule] ?? [rule.toLowerCase(), 'A rule of the scrubber.'];
  return { label, about };
}
