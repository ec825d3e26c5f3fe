/**
 * What a page does, and what leaves it under each policy: the value of one parameter, decoded; null when it is not sent. Where a
 * policy says nothing, it is as under the one before. `tests/browser/privacy-page.test.js` holds each to what arrives.
 *
 * @type {{ what: string, commands: unknown[][], parameter: string, off: string | null, balanced?: string | null, anonymous?: string | null }[]}
 */
export const EXAMPLES = [
  {
    what: 'The address of a page, with an e-mail address in it',
    commands: [['setCustomUrl', 'https://shop.example/confirm?email=jane%40mail.example&page=2'], ['trackPageView']],
    parameter: 'url',
    off: 'https://shop.example/confirm?email=jane%40mail.example&page=2',
    balanced: 'https://shop.example/confirm?page=2',
    anonymous: 'https://shop.example/confirm?page=XYZ',
  },
  {
    what: 'The same, where nobody would look for it',
    commands: [['setCustomUrl', 'https://shop.example/login?next=%2Fhello%3Fto%3Djane%2540mail.example'], ['trackPageView']],
    parameter: 'url',
    off: 'https://shop.example/login?next=%2Fhello%3Fto%3Djane%2540mail.example',
    balanced: 'https://shop.example/login?next=%2Fhello%3Fto%3DXYZ',
    anonymous: 'https://shop.example/login?next=XYZ',
  },
  {
    what: 'A number and a person’s name in the path. No form tells that it is a name; a template such as /orders/:id/:name does',
    commands: [['setCustomUrl', 'https://shop.example/orders/10293/jane-roe'], ['trackPageView']],
    parameter: 'url',
    off: 'https://shop.example/orders/10293/jane-roe',
    anonymous: 'https://shop.example/orders/:id/jane-roe',
  },
  {
    what: 'The title of a page',
    commands: [['setCustomUrl', 'https://shop.example/orders'], ['setDocumentTitle', 'Order 5 for jane@mail.example'], ['trackPageView']],
    parameter: 'action_name',
    off: 'Order 5 for jane@mail.example',
    balanced: 'Order 5 for XYZ',
    anonymous: '/orders',
  },
  {
    what: 'Where the visitor came from',
    commands: [['setReferrerUrl', 'https://mail.example/inbox?thread=77'], ['trackPageView']],
    parameter: 'urlref',
    off: 'https://mail.example/inbox?thread=77',
    balanced: 'https://mail.example/inbox',
    anonymous: null,
  },
  {
    what: 'A search on the site',
    commands: [['trackSiteSearch', 'jane@mail.example']],
    parameter: 'search',
    off: 'jane@mail.example',
    balanced: 'XYZ',
  },
  {
    what: 'An event with a card number',
    commands: [['trackEvent', 'Form', 'Error', 'Card 4111 1111 1111 1111 refused']],
    parameter: 'e_n',
    off: 'Card 4111 1111 1111 1111 refused',
    balanced: 'Card XYZ refused',
  },
  {
    what: 'An event without anything personal',
    commands: [['trackEvent', 'Catalogue', 'Filter', 'Sown in spring']],
    parameter: 'e_n',
    off: 'Sown in spring',
  },
  {
    what: 'A user id that the site gives',
    commands: [['setUserId', 'member-7'], ['trackPageView']],
    parameter: 'uid',
    off: 'member-7',
    anonymous: null,
  },
  {
    what: 'The same, when it is an e-mail address',
    commands: [['setUserId', 'jane@mail.example'], ['trackPageView']],
    parameter: 'uid',
    off: 'jane@mail.example',
    balanced: null,
  },
  {
    what: 'A link to another site that was clicked',
    commands: [['trackLink', 'https://other.example/chat?session=8fa2', 'link']],
    parameter: 'link',
    off: 'https://other.example/chat?session=8fa2',
    balanced: 'https://other.example/chat',
    anonymous: null,
  },
];

/** The policies, from the least strict one. */
export const POLICIES = ['off', 'balanced', 'anonymous'];

/** What is sent under a policy. */
export function sentUnder(policy, example) {
  const known = POLICIES.slice(0, POLICIES.indexOf(policy) + 1).filter((name) => name in example);
  return example[known.at(-1)];
}
