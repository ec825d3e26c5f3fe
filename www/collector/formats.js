const INTEGER = /^(?:0|-?[1-9]\d{0,15})$/;
const DECIMAL = /^-?(?:0|[1-9]\d{0,15})(?:\.\d{1,20})?$/;
const DAY_S = 86_400;
const MATOMO_BORN_S = 1_181_000_000;

function asJson(value) {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value) => typeof value === 'string' || typeof value === 'number';

function isVariables(value) {
  return isObject(value) && Object.entries(value).every(([index, variable]) => (
    /^[1-9]\d*$/.test(index) && Array.isArray(variable) && variable.length === 2 && variable.every(isScalar)
  ));
}

function isItem([sku, name, category, price, quantity, ...rest]) {
  const categories = Array.isArray(category) ? category : [category];
  return typeof sku === 'string' && isScalar(name) && categories.length <= 5 && categories.every(isScalar)
    && isScalar(price) && isScalar(quantity) && rest.length === 0;
}

function isSeconds(value, at) {
  const seconds = Number(value);
  return INTEGER.test(value) && (seconds === 0 || (seconds >= MATOMO_BORN_S && seconds <= at / 1000 + DAY_S));
}

function isCharset(value) {
  try {
    return Boolean(new TextDecoder(value));
  } catch {
    return false;
  }
}

function isDatetime(value) {
  return INTEGER.test(value) ? Number(value) >= MATOMO_BORN_S
    : /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value) && !Number.isNaN(Date.parse(`${value.replace(' ', 'T')}Z`));
}

function within(value, { min = -Infinity, max = Infinity }) {
  return Number(value) >= min && Number(value) <= max;
}

function rangeOf({ min, max }) {
  if (max === undefined) return min === undefined ? '' : ` of at least ${min}`;
  return ` from ${min} to ${max}`;
}

/**
 * The formats a value may have, by the `type` of its parameter: `fits(value, parameter, at)` answers whether a
 * decoded value is well-formed (`at`: when it arrived, epoch ms), `expected(parameter)` names what is.
 */
export const FORMATS = {
  text: { fits: () => true, expected: () => 'any text' },
  filled: { fits: (value) => value.trim() !== '', expected: () => 'a text that is not empty' },
  flag: { fits: (value) => value === '0' || value === '1', expected: () => '0 or 1' },
  one: { fits: (value) => value === '1', expected: () => '1' },
  integer: {
    fits: (value, parameter) => INTEGER.test(value) && within(value, parameter),
    expected: (parameter) => `a whole number${rangeOf(parameter)}`,
  },
  decimal: {
    fits: (value, parameter) => DECIMAL.test(value) && within(value, parameter),
    expected: (parameter) => `a decimal number${rangeOf(parameter)}`,
  },
  seconds: { fits: (value, _, at) => isSeconds(value, at), expected: () => '0 or a past time in Unix seconds' },
  datetime: { fits: isDatetime, expected: () => 'Unix seconds or YYYY-MM-DD hh:mm:ss' },
  url: {
    fits: (value) => /^[a-z][a-z0-9+.-]*:\S/i.test(value),
    expected: () => 'an absolute URL',
  },
  site: { fits: (value) => /^[1-9]\d*$/.test(value), expected: () => 'the number of a site' },
  visitorId: { fits: (value) => /^(?:[0-9a-f]{16})?$/.test(value), expected: () => '16 hexadecimal digits' },
  pageViewId: { fits: (value) => /^[0-9a-zA-Z]{6}$/.test(value), expected: () => '6 letters or digits' },
  resolution: { fits: (value) => /^[1-9]\d{0,5}x[1-9]\d{0,5}$/.test(value), expected: () => 'width x height in pixels' },
  charset: { fits: isCharset, expected: () => 'the name of a charset' },
  country: { fits: (value) => /^[a-z]{2}$/.test(value), expected: () => 'two lower-case letters' },
  address: { fits: (value) => /^[0-9a-f:.]{2,45}$/i.test(value), expected: () => 'an IP address' },
  token: { fits: (value) => /^[0-9a-f]{32}$/i.test(value), expected: () => '32 hexadecimal digits' },
  json: { fits: (value) => asJson(value) !== undefined, expected: () => 'JSON' },
  object: { fits: (value) => isObject(asJson(value)), expected: () => 'a JSON object' },
  variables: {
    fits: (value) => isVariables(asJson(value)),
    expected: () => 'a JSON object of the shape {"1":["name","value"]}',
  },
  items: {
    fits: (value) => Array.isArray(asJson(value)) && asJson(value).every((item) => Array.isArray(item) && isItem(item)),
    expected: () => 'a JSON array of items ["SKU","name","category",price,quantity]',
  },
};
