import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import './paella.js';

/** The shape of Tobira's front end: pages by client navigation, a title for each, one page with a Paella player. */
const TITLES = { '/~realm': 'Realm', '/~video': 'Video: Optics', '/~about': 'About' };

function Link({ to, go, children }) {
  return <a href={to} id={to.slice(2)} onClick={(event) => { event.preventDefault(); go(to); }}>{children}</a>;
}

function Player() {
  useEffect(() => {
    openPlayer(window.PLAYER);
    return () => { player.unload(); };
  }, []);
  return <div id="player" style={{ width: 640, height: 360 }} />;
}

function App() {
  const [path, setPath] = useState(location.pathname);
  const go = (to) => {
    history.pushState({}, '', to);
    setPath(to);
  };
  useEffect(() => {
    const back = () => setPath(location.pathname);
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  useEffect(() => { document.title = `${TITLES[path] ?? 'Not found'} – Tobira`; }, [path]);
  return (
    <main>
      {Object.keys(TITLES).map((to) => <Link key={to} to={to} go={go}>{TITLES[to]}</Link>)}
      {path === '/~video' && <Player />}
    </main>
  );
}

createRoot(document.body.appendChild(document.createElement('div'))).render(<App />);
