// Served to every page as its first script. WebKit's driver has no console events, so all engines
// use this one. It leaves no global and appends plain text instead of JSON, because pages under test
// break both on purpose.
(function () {
  'use strict';
  var storage = window.sessionStorage;
  var end = String.fromCharCode(30);
  var gap = String.fromCharCode(31);

  function record(type, text) {
    storage.setItem('harness.console', (storage.getItem('harness.console') || '') + type + gap + text + end);
  }

  ['error', 'warn', 'info', 'log'].forEach(function (type) {
    var original = console[type];
    console[type] = function () {
      var text = '';
      for (var i = 0; i < arguments.length; i += 1) text += (i ? ' ' : '') + String(arguments[i]);
      record(type, text);
      return original.apply(console, arguments);
    };
  });

  window.addEventListener('error', function (event) {
    if (event.target === window) record('exception', event.message);
    else record('unloadable', event.target.src || event.target.href || event.target.nodeName);
  }, true);
  window.addEventListener('unhandledrejection', function (event) {
    record('rejection', String(event.reason));
  });
  document.addEventListener('securitypolicyviolation', function (event) {
    record('csp', event.violatedDirective + ' blocked ' + event.blockedURI);
  });
}());
