import './inspector/start.js';
import { openCatalogue } from './catalogue.js';

const WATER_LITRES = 0.5;

const done = document.getElementById('done');

document.getElementById('water')?.addEventListener('click', () => {
  _paq.push(['trackEvent', 'Garden', 'Water', 'Basil', WATER_LITRES]);
  done.textContent = 'Watered.';
});

document.getElementById('subscribe')?.addEventListener('click', () => {
  _paq.push(['trackGoal', 1]);
  done.textContent = 'Subscribed. The letter is imaginary.';
});

document.getElementById('ask')?.addEventListener('submit', (event) => {
  event.preventDefault();
  _paq.push(['trackEvent', 'Garden', 'Ask', event.target.elements.question.value]);
  done.textContent = 'Asked. The gardener is imaginary, too.';
});

const source = document.getElementById('snippet');
if (source) source.textContent = document.querySelector('script:not([src])').textContent.trim();

if (document.getElementById('seeds')) openCatalogue({ done });
