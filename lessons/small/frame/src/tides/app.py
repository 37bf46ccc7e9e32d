"""Tides: when is the next high water in this port?"""
from datetime import datetime, timedelta, timezone

from flask import Flask, jsonify

app = Flask(__name__)
CYCLE = timedelta(hours=12, minutes=25)
FIRST = datetime(2026, 1, 1, 3, 40, tzinfo=timezone.utc)


@app.get("/")
def next_high_water():
    now = datetime.now(timezone.utc)
    turns = (now - FIRST) // CYCLE + 1
    high_water = FIRST + turns * CYCLE
    return jsonify(port="Rotterdam", high_water=high_water.isoformat())
