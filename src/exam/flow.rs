//! A cheapest flow through a small network: what [`super::draw()`] stands on. Must not know what flows.

use std::collections::VecDeque;

/// A network without circles in which something flows from one node to another, each edge at its price.
#[derive(Debug, Default)]
pub(super) struct Network {
    /// The way out of each node, by number of edge.
    out: Vec<Vec<usize>>,
    /// Edges in pairs: each beside the way back.
    edges: Vec<Edge>,
}

#[derive(Debug)]
struct Edge {
    to: usize,
    room: u32,
    price: i128,
}

impl Network {
    /// Adds a node and returns its number.
    pub fn node(&mut self) -> usize {
        self.out.push(Vec::new());
        self.out.len() - 1
    }

    /// Adds an edge that holds `room`, and returns its number.
    pub fn edge(&mut self, from: usize, to: usize, room: u32, price: i128) -> usize {
        let number = self.edges.len();
        self.edges.push(Edge { to, room, price });
        self.edges.push(Edge { to: from, room: 0, price: -price });
        self.out[from].push(number);
        self.out[to].push(number + 1);
        number
    }

    /// Returns how much flows over an edge.
    pub fn flows(&self, edge: usize) -> u32 {
        self.edges[edge + 1].room
    }

    /// Sends up to `wanted` units on the ways that cost least together; returns how many could be sent.
    pub fn send(&mut self, from: usize, to: usize, wanted: u32) -> u32 {
        for sent in 0..wanted {
            let Some(way) = self.cheapest(from, to) else { return sent };
            for edge in way {
                self.edges[edge].room -= 1;
                self.edges[edge ^ 1].room += 1;
            }
        }
        wanted
    }

    /// Returns the edges of the cheapest way on which there is room. Prices may be negative: without circles at the start there never is
    /// one that pays, as every way taken was the cheapest.
    fn cheapest(&self, from: usize, to: usize) -> Option<Vec<usize>> {
        let mut best: Vec<Option<i128>> = vec![None; self.out.len()];
        let mut by = vec![usize::MAX; self.out.len()];
        let mut is_waiting = vec![false; self.out.len()];
        best[from] = Some(0);
        let mut waiting = VecDeque::from([from]);
        while let Some(node) = waiting.pop_front() {
            is_waiting[node] = false;
            let Some(here) = best[node] else { continue };
            for number in &self.out[node] {
                let edge = &self.edges[*number];
                let there = here + edge.price;
                if edge.room == 0 || best[edge.to].is_some_and(|known| known <= there) {
                    continue;
                }
                best[edge.to] = Some(there);
                by[edge.to] = *number;
                if !std::mem::replace(&mut is_waiting[edge.to], true) {
                    waiting.push_back(edge.to);
                }
            }
        }
        best[to]?;
        let (mut way, mut node) = (Vec::new(), to);
        while node != from {
            way.push(by[node]);
            node = self.edges[by[node] ^ 1].to;
        }
        Some(way)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheapest_ways_are_taken_together() {
        // The first way alone would be a-b; together a-c and d-b are cheaper than a-b and d-c.
        let mut network = Network::default();
        let [from, a, d, b, c, to] = [(); 6].map(|()| network.node());
        for left in [a, d] {
            network.edge(from, left, 1, 0);
        }
        let pairs = [(a, b, 1), (a, c, 2), (d, b, 2), (d, c, 9)].map(|(x, y, price)| network.edge(x, y, 1, price));
        for right in [b, c] {
            network.edge(right, to, 1, 0);
        }
        assert_eq!(network.send(from, to, 5), 2, "no more than fits");
        assert_eq!(pairs.map(|edge| network.flows(edge)), [0, 1, 1, 0]);
    }
}
