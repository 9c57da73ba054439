"""What every messaging platform's room is made of; no platform is named here.

A room narrows what arrives to ``arrivals``, gives ``Intake`` the few things only it can do
(``Habits``), sends by ``PartByPart``, and puts itself together as a ``Platform``.
"""
