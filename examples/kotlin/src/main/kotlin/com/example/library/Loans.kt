package com.example.library

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.springframework.jdbc.core.simple.JdbcClient
import org.springframework.stereotype.Repository

data class Loan(val book: String, val reader: String)

/** JDBC blocks, so each query leaves for a thread of [Dispatchers.IO]. */
@Repository
class Loans(private val jdbc: JdbcClient) {

    suspend fun add(loan: Loan) = withContext(Dispatchers.IO) {
        jdbc.sql("insert into loan (book, reader) values (?, ?)").params(loan.book, loan.reader).update()
    }

    suspend fun remember(line: String) = withContext(Dispatchers.IO) {
        jdbc.sql("insert into history (line) values (?)").param(line).update()
    }

    suspend fun all(): List<Loan> = withContext(Dispatchers.IO) {
        jdbc.sql("select book, reader from loan order by book")
            .query { row, _ -> Loan(row.getString("book"), row.getString("reader")) }
            .list()
    }

    suspend fun history(): List<String> = withContext(Dispatchers.IO) {
        jdbc.sql("select line from history order by id").query(String::class.java).list().filterNotNull()
    }
}
