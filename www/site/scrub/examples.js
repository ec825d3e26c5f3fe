/** Addresses as they are seen in the wild, with made-up people. */
export const EXAMPLES = [
  {
    label: 'a password reset',
    url: 'https://shop.example/reset?email=jane.roe%40mail.example&token=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b&lang=en',
    title: 'New password for jane.roe@mail.example',
  },
  {
    label: 'an address in an address',
    url: 'https://portal.example/login?next=%2Fbooking%3Fphone%3D%252B49%2520151%252012345678%26room%3D12#/inbox?user=jroe',
    title: 'Log in',
  },
  {
    label: 'a route',
    url: 'https://plans.example/plan/42/My-Secret-Wedding?ref=newsletter&page=7',
    title: 'My Secret Wedding – Plans',
  },
  {
    label: 'a map',
    url: 'https://map.example/@52.520008,13.404954,15z?utm_source=flyer&utm_campaign=spring',
    title: 'Around you',
  },
];
