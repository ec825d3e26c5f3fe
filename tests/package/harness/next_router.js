/** Next's router as far as @socialgouv/matomo-next uses it: its events in their order, and the query. */
const listeners = {};
const emit = (event, path) => (listeners[event] ?? []).forEach((listener) => listener(path));

export default {
  events: { on: (event, listener) => (listeners[event] ??= []).push(listener) },
  query: {},
  push(path, title) {
    emit('routeChangeStart', path);
    history.pushState({}, '', path);
    document.title = title;
    emit('routeChangeComplete', path);
  },
};
