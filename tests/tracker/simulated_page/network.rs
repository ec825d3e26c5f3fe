//! From a finished request to the network: `js/hold.js`, `js/request_queue.js`, `js/transport.js`, `js/retry.js`,
//! `js/leaving.js`.

use super::{Context, Held, Js, SimulatedPage};

/// A request that the network took.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// When, in ms.
    pub at: f64,
    /// Letter of the ladder: `b`eacon, `f`etch, `x`HR, `i`mage.
    pub way: char,
    pub url: String,
    /// Empty: the request is in the URL.
    pub body: String,
    /// The complete request.
    pub request: String,
}

/// A request that waits for its turn.
#[derive(Clone)]
pub struct Waiting {
    due: f64,
    ladder: String,
    in_body: bool,
    request: String,
    is_again: bool,
}

impl SimulatedPage {
    /// Lets time pass; what falls due meanwhile happens in order.
    pub fn advance(&mut self, ms: f64) {
        let end = self.facts.now + ms;
        loop {
            let due = |tracker: &super::Tracker| {
                tracker.waiting.iter().map(|entry| entry.due).chain(tracker.queue_due).chain(tracker.retry_due).reduce(f64::min)
            };
            let next = (0..self.trackers.len())
                .filter_map(|at| Some((due(&self.trackers[at])?, at)))
                .min_by(|one, other| one.0.total_cmp(&other.0));
            match next {
                Some((due, tracker)) if due <= end => {
                    self.facts.now = self.facts.now.max(due);
                    self.fire(tracker, due);
                }
                _ => break,
            }
        }
        self.facts.now = end;
    }

    fn fire(&mut self, tracker: usize, due: f64) {
        if self.trackers[tracker].queue_due == Some(due) {
            self.flush_queue(tracker);
        } else if self.trackers[tracker].retry_due == Some(due) {
            self.retry(tracker);
        } else if let Some(at) = self.trackers[tracker].waiting.iter().position(|entry| entry.due == due) {
            let entry = self.trackers[tracker].waiting.remove(at);
            self.climb(tracker, &entry);
        }
    }

    /// The complete requests that the network took since the last call.
    pub fn take_sent(&mut self) -> Vec<String> {
        self.sends.drain(..).map(|sent| sent.request).collect()
    }

    /// Those of `take_sent` up to the site id: what is special about each.
    pub fn take_actions(&mut self) -> Vec<String> {
        self.take_sent().iter().map(|request| request.split("&idsite=").next().unwrap_or_default().to_owned()).collect()
    }

    /// How many requests wait for consent or client hints.
    pub fn held(&self) -> usize {
        self.trackers.iter().map(|tracker| tracker.held.len()).sum()
    }

    /// The client hints come; `js/features.js`.
    pub fn resolve_hints(&mut self, hints: &str) {
        self.facts.hints = hints.into();
        self.stop_waiting();
    }

    /// The page is hidden or left; `js/leaving.js`.
    pub fn leave(&mut self) {
        self.stop_waiting();
        for tracker in 0..self.trackers.len() {
            self.is_gathering = true;
            self.ask(tracker, "unload", &[], &mut Context::default());
            self.flush_queue(tracker);
            self.is_gathering = false;
            self.flush_waiting(tracker);
        }
    }

    /// How many requests could not be sent and wait for another try.
    pub fn failed(&self) -> usize {
        self.trackers.iter().map(|tracker| tracker.failed.len()).sum()
    }

    /// The browser thinks that it is connected again; `watchConnection` of `js/retry.js`.
    pub fn connect(&mut self) {
        for tracker in 0..self.trackers.len() {
            self.retry(tracker);
        }
    }

    /// `keep` of `js/retry.js`.
    pub fn keep(&mut self, tracker: usize, requests: Vec<String>, retry_after: &str, is_again: bool) {
        let own = &mut self.trackers[tracker];
        let at = if is_again { 0 } else { own.failed.len() };
        own.failed.splice(at..at, requests);
        if !retry_after.is_empty() {
            own.retry_due = None;
        }
        let args = [own.failed.clone().into(), (own.tries as f64).into(), retry_after.into()];
        self.ask(tracker, "keep", &args, &mut Context::default());
    }

    /// What `keep` of `js/retry.js` does with the answer.
    pub(super) fn wait_for_retry(&mut self, tracker: usize, pause: &str, dropped: &str) {
        let own = &mut self.trackers[tracker];
        own.failed.drain(..dropped.parse::<usize>().expect("a count"));
        own.retry_due = own.retry_due.or(Some(self.facts.now + pause.parse::<f64>().expect("a pause is a number of ms")));
    }

    /// `retry` of `js/retry.js`.
    fn retry(&mut self, tracker: usize) {
        let requests = self.take_failed(tracker);
        if !requests.is_empty() {
            self.trackers[tracker].tries += 1;
            self.ask(tracker, "retry", &[requests.into()], &mut Context { is_again: true, ..Context::default() });
        }
    }

    /// `takeFailed` of `js/retry.js`.
    fn take_failed(&mut self, tracker: usize) -> Vec<String> {
        self.trackers[tracker].retry_due = None;
        std::mem::take(&mut self.trackers[tracker].failed)
    }

    /// `eraseWaiting` of `js/transport.js`.
    pub(super) fn erase_waiting(&mut self, tracker: usize) {
        self.take_failed(tracker);
        self.trackers[tracker].waiting.clear();
    }

    /// `stopWaiting` of `js/features.js`.
    pub(super) fn stop_waiting(&mut self) {
        self.facts.hints_pending = false;
        for tracker in 0..self.trackers.len() {
            self.release_held(tracker, "hints");
        }
    }

    /// `release` of `js/hold.js`.
    pub(super) fn release(&mut self, tracker: usize, request: &str) {
        let held = Some(Held::One(request.into()));
        self.ask(tracker, "release", &[request.into()], &mut Context { held, ..Context::default() });
    }

    /// `releaseBulk` of `js/hold.js`.
    fn release_bulk(&mut self, tracker: usize, requests: Vec<String>) {
        if !requests.is_empty() {
            let args = [Js::from(requests.clone())];
            self.ask(tracker, "releaseBulk", &args, &mut Context { held: Some(Held::Bulk(requests)), ..Context::default() });
        }
    }

    /// `releaseHeld` of `js/hold.js`.
    pub(super) fn release_held(&mut self, tracker: usize, reason: &str) {
        let held = std::mem::take(&mut self.trackers[tracker].held);
        let (released, kept): (Vec<_>, Vec<_>) = held.into_iter().partition(|(why, _)| why == reason);
        self.trackers[tracker].held = kept;
        for (_, held) in released {
            match held {
                Held::One(request) => self.release(tracker, &request),
                Held::Bulk(requests) => self.release_bulk(tracker, requests),
            }
        }
    }

    /// `enqueue` of `js/request_queue.js`.
    pub(super) fn enqueue(&mut self, tracker: usize, request: &str) {
        if request.is_empty() {
            return;
        }
        if self.trackers[tracker].unqueued {
            return self.release(tracker, request);
        }
        let own = &mut self.trackers[tracker];
        own.queue.push(request.into());
        own.queue_due = Some(self.facts.now + own.queue_interval);
    }

    /// `flushQueue` of `js/request_queue.js`.
    fn flush_queue(&mut self, tracker: usize) {
        self.trackers[tracker].queue_due = None;
        let mut requests = std::mem::take(&mut self.trackers[tracker].queue);
        if requests.len() == 1 {
            self.release(tracker, &requests.remove(0));
        } else {
            self.release_bulk(tracker, requests);
        }
    }

    /// `schedule` of `js/transport.js`.
    pub(super) fn schedule(&mut self, tracker: usize, delay: &str, ladder: &str, in_body: bool, request: &str, is_again: bool) {
        let delay: f64 = delay.parse().expect("a delay is a number of ms");
        let entry = Waiting { due: self.facts.now + delay, ladder: ladder.into(), in_body, request: request.into(), is_again };
        if delay == 0.0 && !self.is_gathering {
            self.climb(tracker, &entry);
        } else {
            self.trackers[tracker].waiting.push(entry);
        }
    }

    /// `flushWaiting` of `js/transport.js`.
    fn flush_waiting(&mut self, tracker: usize) {
        let mut requests = self.take_failed(tracker);
        let waiting = std::mem::take(&mut self.trackers[tracker].waiting);
        if requests.is_empty() && waiting.len() == 1 {
            return self.climb(tracker, &waiting[0]);
        }
        requests.extend(waiting.iter().flat_map(|entry| singles_of(&entry.request)));
        if !requests.is_empty() {
            self.ask(tracker, "leave", &[requests.into()], &mut Context { is_again: true, ..Context::default() });
        }
    }

    /// `climb` of `js/transport.js`: the first way that is not refused takes the request; one that none takes is kept.
    fn climb(&mut self, tracker: usize, entry: &Waiting) {
        let Waiting { ladder, in_body, request, is_again: _, due: _ } = entry;
        let Some(way) = ladder.chars().find(|way| !self.refused.contains(*way)) else {
            self.console.push("a request could not be sent".into());
            return self.keep(tracker, singles_of(request), "", entry.is_again);
        };
        if entry.is_again {
            self.trackers[tracker].tries = 0;
        }
        let endpoint = self.setting(tracker, "tracker_url").string();
        let in_url = !in_body || way == 'i';
        let separator = if endpoint.contains('?') { "&" } else { "?" };
        let url = if in_url { format!("{endpoint}{separator}{request}") } else { endpoint };
        let url = if way == 'i' { url.replacen("send_image=0", "send_image=1", 1) } else { url };
        let body = if in_url { String::new() } else { request.clone() };
        self.sends.push(Sent { at: self.facts.now, way, url, body, request: request.clone() });
    }
}

/// `singlesOf` of `js/transport.js`.
fn singles_of(request: &str) -> Vec<String> {
    let Some(list) = request.strip_prefix("{\"requests\":[\"?").and_then(|rest| rest.split_once("\"]")).map(|(list, _)| list) else {
        return vec![request.into()];
    };
    list.split("\",\"?").map(|single| single.replace("\\\"", "\"").replace("\\\\", "\\")).collect()
}
