/**
 * The policy that the form asks for.
 *
 * @param {string} choice a policy's name, or `own`
 * @param {string} json the policy when it is one's own
 * @returns {{ wish?: unknown, isReadable: boolean, wrong?: string }} `wrong`: what is no JSON in it
 */
export function readPolicy(choice, json) {
  if (choice !== 'own') return { wish: choice, isReadable: true };
  try {
    return { wish: JSON.parse(json), isReadable: true };
  } catch (error) {
    return { isReadable: false, wrong: error.message };
  }
}
