/** How the tracker's console messages begin. Site owners search for these words, so they are part of the API. */

/** A `_paq` entry names a method that does not exist; also the text of the TypeError that a push throws. */
export const unknownMethod = (name) => new RegExp(`^The method '${name.replace('.', '\\.')}' was not found in "_paq" variable`);

/** A setting stands more than once in the queue. */
export const registeredTwice = (name) => new RegExp(`^The method ${name} is registered more than once in "_paq" variable`);

/** `_paq.push` on a page without any tracker; the dropped command follows as second console argument. */
export const notInitialized = /^_paq\.push\(\) was used but Matomo tracker was not initialized/;

/** trackEvent without a category or an action. */
export const eventWithoutName = /Error while logging event/;

/** WebAssembly is refused; the reason follows as second console argument. */
export const coreIsLoaded = /^paqet: paqet\.core\.js is loaded because WebAssembly is refused/;

/** The core cannot be had either. */
export const couldNotBeLoaded = /^paqet: paqet\.core\.js of this version could not be loaded/;

/** No way is left by which a request may leave. */
export const couldNotBeSent = /^paqet: a request could not be sent/;
